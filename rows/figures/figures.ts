import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import { episodesOf, type Period } from "./episodes";

/** What figures are about: each alert, each owner, or all alerts together, in one row. */
export type FiguresOf = "alert" | "owner" | "all";

/** What can be counted, of nothing 0. */
export const COUNTS = [
  /** Enabled rows. */
  "alerts",
  "evaluations",
  "errors",
  /** Firings that a score held back. */
  "held_back",
  /** That began in the period. */
  "episodes",
  /** That began before the period, and were not over. */
  "earlier_episodes",
  /** That are not over. */
  "open_episodes",
  "judged",
  "false_positives",
  "acknowledged",
  "resolved",
  "hours_firing",
] as const;

/** NULL where nobody said it, or nothing recorded it: that is no nought. */
export const MEASURES = [
  /** Evaluations that told somebody. */
  "messages",
  /** Of the judged. */
  "false_positive_pct",
  "mean_minutes_to_acknowledge",
  "mean_minutes_to_ok",
  /** How long evaluations took. */
  "query_minutes",
  "mean_query_seconds",
] as const;

/** The columns of the figures, whatever they are about. */
export const FIGURES = [...COUNTS, ...MEASURES] as const;
export type Figure = (typeof FIGURES)[number];

const KEYS = {
  alert: ["alert_id", "alert_name", "severity", "owner", "is_enabled"],
  owner: ["owner"],
  all: [],
} as const satisfies Record<FiguresOf, readonly string[]>;
export type FigureKey<Of extends FiguresOf> = (typeof KEYS)[Of][number];

/** What the figures are about, before the figures themselves. */
export function figureKeys<Of extends FiguresOf>(of: Of): (typeof KEYS)[Of] {
  return KEYS[of];
}

/** Of an owner whose alerts have no rows any more. */
const NO_OWNER = "'no row any more'";

/**
 * The one place where figures are worked out: a SELECT that dashboard and report share, with the columns of `figureKeys` and
 * FIGURES. docs/report.md says what each of them means.
 */
export function figures(names: TableNames, period: Period, of: FiguresOf): string {
  const keys: readonly string[] = KEYS[of];
  return [
    `WITH ${episodesOf(names, period)},`,
    `${evaluated(names, period)},`,
    `${fired(names, period)},`,
    "alerts AS (",
    "  SELECT coalesce(c.alert_id, evaluated_id) AS alert_id, coalesce(c.alert_name, name_then) AS alert_name,",
    `    coalesce(c.severity, severity_then) AS severity, coalesce(c.owner, ${NO_OWNER}) AS owner,`,
    `    coalesce(c.is_enabled, FALSE) AS is_enabled, ${[...EVALUATED, ...FIRED].join(", ")}`,
    `  FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
    "  FULL OUTER JOIN evaluated ON evaluated_id = c.alert_id",
    "  LEFT JOIN fired ON fired_id = coalesce(c.alert_id, evaluated_id)",
    ")",
    `SELECT ${[...keys, ...FIGURES.map((figure) => `${SUMS[figure]} AS ${figure}`)].join(",\n  ")}`,
    "FROM alerts",
    ...(keys.length > 0 ? [`GROUP BY ${keys.join(", ")}`] : []),
  ].join("\n");
}

const EVALUATED = [
  "evaluated_count",
  "error_count",
  "told_count",
  "held_back_count",
  "query_ms",
  "timed_count",
];

/** How long an evaluation took, in milliseconds: what was seen through the alerts API has begun and ended at once. */
export const MEASURED_MS = "CASE WHEN evaluation_id NOT LIKE 'api:%' THEN query_duration_ms END";

/** What the alerts did in the period, whatever came of it. */
function evaluated(names: TableNames, { from, until }: Period): string {
  return [
    "evaluated AS (",
    "  SELECT alert_id AS evaluated_id, max_by(alert_name, evaluation_timestamp) AS name_then,",
    "    max_by(severity, evaluation_timestamp) AS severity_then, count(*) AS evaluated_count,",
    "    count_if(evaluation_status = 'ERROR') AS error_count, count_if(ml_suppressed) AS held_back_count,",
    "    CASE WHEN count(notification_sent) > 0 THEN count_if(notification_sent) END AS told_count,",
    `    sum(${MEASURED_MS}) AS query_ms,`,
    `    count(${MEASURED_MS}) AS timed_count`,
    `  FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
    `  WHERE evaluation_timestamp >= ${from} AND evaluation_timestamp < ${until}`,
    "  GROUP BY alert_id",
    ")",
  ].join("\n");
}

const FIRED = [
  "began_count",
  "earlier_count",
  "open_count",
  "judged_count",
  "unjustified_count",
  "seen_count",
  "seconds_to_seen",
  "over_count",
  "seconds_to_ok",
  "seconds_firing",
];

/** What the episodes of each alert come to. One that is not over is open while its alert is evaluated, and else ended unseen. */
function fired(names: TableNames, { from, until }: Period): string {
  const end = `coalesce(ended_at, CASE WHEN c.is_enabled THEN ${until} ELSE last_seen_at END)`;
  return [
    "fired AS (",
    "  SELECT e.alert_id AS fired_id, count_if(is_new) AS began_count, count_if(NOT is_new) AS earlier_count,",
    "    count_if(ended_at IS NULL AND c.is_enabled) AS open_count,",
    "    count_if(is_new AND judgement IS NOT NULL) AS judged_count,",
    "    count_if(is_new AND judgement = 'FALSE_POSITIVE') AS unjustified_count,",
    "    count_if(is_new AND acknowledged_at IS NOT NULL) AS seen_count,",
    "    sum(CASE WHEN is_new THEN greatest(timestampdiff(SECOND, began_at, acknowledged_at), 0) END) AS seconds_to_seen,",
    "    count_if(is_new AND ended_at IS NOT NULL) AS over_count,",
    "    sum(CASE WHEN is_new THEN timestampdiff(SECOND, began_at, ended_at) END) AS seconds_to_ok,",
    `    sum(greatest(timestampdiff(SECOND, greatest(began_at, ${from}), ${end}), 0)) AS seconds_firing`,
    `  FROM episodes AS e LEFT JOIN ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c ON c.alert_id = e.alert_id`,
    "  GROUP BY e.alert_id",
    ")",
  ].join("\n");
}

/** Each figure from the sums of the alerts that it is about. */
const SUMS: Readonly<Record<Figure, string>> = {
  alerts: "count_if(is_enabled)",
  evaluations: total("evaluated_count"),
  errors: total("error_count"),
  messages: "sum(told_count)",
  held_back: total("held_back_count"),
  episodes: total("began_count"),
  earlier_episodes: total("earlier_count"),
  open_episodes: total("open_count"),
  judged: total("judged_count"),
  false_positives: total("unjustified_count"),
  false_positive_pct: "round(100.0 * sum(unjustified_count) / nullif(sum(judged_count), 0), 1)",
  acknowledged: total("seen_count"),
  mean_minutes_to_acknowledge: "round(sum(seconds_to_seen) / nullif(sum(seen_count), 0) / 60, 1)",
  resolved: total("over_count"),
  mean_minutes_to_ok: "round(sum(seconds_to_ok) / nullif(sum(over_count), 0) / 60, 1)",
  hours_firing: "round(coalesce(sum(seconds_firing), 0) / 3600, 1)",
  query_minutes: "round(sum(query_ms) / 60000, 1)",
  mean_query_seconds: "round(sum(query_ms) / nullif(sum(timed_count), 0) / 1000, 1)",
};

function total(column: string): string {
  return `coalesce(sum(${column}), 0)`;
}
