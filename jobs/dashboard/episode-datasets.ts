import { episodesOf, lastDaysUntilNow } from "../../rows/figures/episodes";
import { type FigureKey, figures, type Figure, FIGURES, figureKeys } from "../../rows/figures/figures";
import { neverFired, NEVER_FIRED_COLUMNS } from "../../rows/figures/never-fired";
import { type Dataset, LAST_DAYS } from "./dataset";

const PERIOD = lastDaysUntilNow(LAST_DAYS);

/** What nobody has said is said so, and never shown as a nothing or a nought. */
const WORDS = {
  false_positives_text:
    "CASE WHEN judged = 0 THEN 'not judged' ELSE concat(CAST(false_positive_pct AS STRING), ' % of ', judged, ' judged') END",
  minutes_to_acknowledge_text: "coalesce(CAST(mean_minutes_to_acknowledge AS STRING), 'none acknowledged')",
  minutes_to_ok_text: "coalesce(CAST(mean_minutes_to_ok AS STRING), 'none over')",
} as const;
type Worded = keyof typeof WORDS;

const WORDED = Object.entries(WORDS).map(([name, sql]) => `${sql} AS ${name}`);

/** What the episodes of the last days came to, in one row. */
export const EPISODE_TOTALS: Dataset<Figure | Worded> = {
  name: "firing_totals",
  title: "Episodes, false positives, time to acknowledge and to resolve",
  columns: [...FIGURES, ...(Object.keys(WORDS) as Worded[])],
  sql: (names) => `SELECT *, ${WORDED.join(",\n  ")}\nFROM (\n${figures(names, PERIOD, "all")}\n)`,
};

/** How many episodes began on each day of the last ones. */
export const EPISODES_PER_DAY: Dataset<"day" | "severity" | "episodes"> = {
  name: "firings_per_day",
  title: "Episodes per day",
  columns: ["day", "severity", "episodes"],
  sql: (names) =>
    [
      `WITH ${episodesOf(names, PERIOD)}`,
      "SELECT CAST(began_at AS DATE) AS day, severity, count(*) AS episodes",
      "FROM episodes WHERE is_new GROUP BY 1, 2 ORDER BY 1, 2",
    ].join("\n"),
};

const MOST_ALERTS = 20;

type OfAlerts = FigureKey<"alert"> | Figure | Worded;
const OF_ALERTS: readonly OfAlerts[] = [
  ...figureKeys("alert"),
  ...FIGURES,
  ...(Object.keys(WORDS) as Worded[]),
];

/** The alerts with the most episodes in the last days. */
export const NOISIEST_ALERTS: Dataset<OfAlerts> = {
  name: "noisiest_alerts",
  title: "Noisiest alerts",
  columns: OF_ALERTS,
  sql: (names) =>
    [
      `SELECT *, ${WORDED.join(",\n  ")}`,
      `FROM (\n${figures(names, PERIOD, "alert")}\n)`,
      `WHERE episodes > 0 ORDER BY episodes DESC, alert_id LIMIT ${MOST_ALERTS}`,
    ].join("\n"),
};

/** What the alerts of each owner came to. */
export const NOISE_BY_OWNER: Dataset<FigureKey<"owner"> | Figure | Worded> = {
  name: "noise_by_owner",
  title: "Noise by owner",
  columns: [...figureKeys("owner"), ...FIGURES, ...(Object.keys(WORDS) as Worded[])],
  sql: (names) =>
    [
      `SELECT *, ${WORDED.join(",\n  ")}`,
      `FROM (\n${figures(names, PERIOD, "owner")}\n)`,
      "ORDER BY episodes DESC, owner",
    ].join("\n"),
};

/** The alerts whose evaluations took longest, all in all. */
export const LONGEST_QUERIES: Dataset<OfAlerts> = {
  name: "longest_queries",
  title: "Longest queries",
  columns: OF_ALERTS,
  sql: (names) =>
    [
      `SELECT *, ${WORDED.join(",\n  ")}`,
      `FROM (\n${figures(names, PERIOD, "alert")}\n)`,
      `WHERE query_minutes IS NOT NULL ORDER BY query_minutes DESC, alert_id LIMIT ${MOST_ALERTS}`,
    ].join("\n"),
};

/** Enabled alerts that were never seen to fire. */
export const NEVER_FIRED: Dataset<(typeof NEVER_FIRED_COLUMNS)[number]> = {
  name: "never_fired",
  title: "Never fired",
  columns: NEVER_FIRED_COLUMNS,
  sql: neverFired,
};
