import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import { ALERT_SYNC_METRICS } from "../../alerting/tables/alert-sync-metrics";
import type { LakeviewDataset } from "./lakeview";

/** A query of the dashboard over the config tables, and the columns that widgets may show. */
export interface Dataset<Column extends string = string> {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly sql: (names: TableNames) => string;
}

/** The dataset as the dashboard's file has it. */
export function lakeviewDataset({ name, title, sql }: Dataset, names: TableNames): LakeviewDataset {
  const queryLines = sql(names)
    .split("\n")
    .map((line) => `${line}\n`);
  return { name, displayName: title, queryLines };
}

/** How far back the figures reach. */
const LAST_DAYS = 30;

/** Rows of the last days. */
function inLastDays(timestamp: string): string {
  return `${timestamp} >= current_timestamp() - INTERVAL ${LAST_DAYS} DAYS`;
}

const OF_THE_ALERT = "OVER (PARTITION BY alert_id ORDER BY evaluation_timestamp, evaluation_id)";
const LATER =
  "OVER (PARTITION BY alert_id ORDER BY evaluation_timestamp, evaluation_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)";

/**
 * `evaluations` of the last days and, of them, `firings`: those that made an alert TRIGGERED that was not before. An
 * evaluation in ERROR says nothing about the trouble: it neither begins nor ends a firing. What a score held back told nobody,
 * whatever people said of it.
 */
function withFirings(names: TableNames): string {
  return [
    "WITH evaluations AS (",
    "  SELECT alert_id, alert_name, severity, evaluation_timestamp, evaluation_status,",
    "    CASE WHEN ml_suppressed THEN NULL ELSE feedback END AS feedback,",
    `    coalesce(lag(evaluation_status) ${OF_THE_ALERT}, previous_status) AS status_before,`,
    `    coalesce(lead(evaluation_timestamp) ${OF_THE_ALERT}, current_timestamp()) AS lasted_until,`,
    `    min(CASE WHEN evaluation_status = 'OK' THEN evaluation_timestamp END) ${LATER} AS ok_again_at`,
    `  FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
    `  WHERE ${inLastDays("evaluation_timestamp")} AND evaluation_status <> 'ERROR'`,
    "),",
    "firings AS (",
    "  SELECT * FROM evaluations",
    "  WHERE evaluation_status = 'TRIGGERED' AND coalesce(status_before, 'OK') <> 'TRIGGERED'",
    ")",
  ].join("\n");
}

/** Of `firings`: minutes until the alert was OK again, on average; those that still go on do not count. */
const MEAN_MINUTES_TO_OK = "round(avg(timestampdiff(SECOND, evaluation_timestamp, ok_again_at)) / 60, 1)";

/** Of `evaluations`: for how many hours they were TRIGGERED. */
const HOURS_TRIGGERED =
  "round(coalesce(sum(CASE WHEN evaluation_status = 'TRIGGERED' THEN timestampdiff(SECOND, evaluation_timestamp, lasted_until) END), 0) / 3600, 1)";

/** Of `evaluations`: the share, in percent, of those that people judged which they judged to be no trouble. */
const FALSE_POSITIVE_PCT =
  "round(100.0 * count_if(feedback = 'FALSE_POSITIVE') / nullif(count(feedback), 0), 1)";

/** How many enabled alerts are in which state: that of their last recorded evaluation. */
export const ALERT_STATES: Dataset<"state" | "agent_domain" | "severity" | "alerts"> = {
  name: "alert_states",
  title: "Alerts by state, domain and severity",
  columns: ["state", "agent_domain", "severity", "alerts"],
  sql: (names) =>
    [
      "SELECT coalesce(h.state, 'NOT EVALUATED') AS state, c.agent_domain, c.severity, count(*) AS alerts",
      `FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
      "LEFT JOIN (",
      "  SELECT alert_id, max_by(evaluation_status, evaluation_timestamp) AS state",
      `  FROM ${qualifiedName(names, ALERT_HISTORY.name)} GROUP BY alert_id`,
      ") AS h ON h.alert_id = c.alert_id",
      "WHERE c.is_enabled",
      "GROUP BY 1, 2, 3",
      "ORDER BY 1, 2, 3",
    ].join("\n"),
};

/** The figures of now, in one row. */
export const ALERT_TOTALS: Dataset<"enabled" | "triggered" | "in_error"> = {
  name: "alert_totals",
  title: "Alerts now",
  columns: ["enabled", "triggered", "in_error"],
  sql: (names) =>
    [
      "SELECT coalesce(sum(alerts), 0) AS enabled,",
      "  coalesce(sum(CASE WHEN state = 'TRIGGERED' THEN alerts END), 0) AS triggered,",
      "  coalesce(sum(CASE WHEN state = 'ERROR' THEN alerts END), 0) AS in_error",
      `FROM (${ALERT_STATES.sql(names)})`,
    ].join("\n"),
};

/** What the firings of the last days came to, in one row. */
export const FIRING_TOTALS: Dataset<
  "firings" | "false_positive_pct" | "mean_minutes_to_ok" | "hours_triggered"
> = {
  name: "firing_totals",
  title: "Firings, false positives, time to repair",
  columns: ["firings", "false_positive_pct", "mean_minutes_to_ok", "hours_triggered"],
  sql: (names) =>
    [
      withFirings(names),
      `SELECT (SELECT count(*) FROM firings) AS firings, ${FALSE_POSITIVE_PCT} AS false_positive_pct,`,
      `  (SELECT ${MEAN_MINUTES_TO_OK} FROM firings) AS mean_minutes_to_ok, ${HOURS_TRIGGERED} AS hours_triggered`,
      "FROM evaluations",
    ].join("\n"),
};

/** How often alerts fired on each day of the last ones. */
export const FIRINGS_PER_DAY: Dataset<"day" | "severity" | "firings"> = {
  name: "firings_per_day",
  title: "Firings per day",
  columns: ["day", "severity", "firings"],
  sql: (names) =>
    [
      withFirings(names),
      "SELECT CAST(evaluation_timestamp AS DATE) AS day, severity, count(*) AS firings",
      "FROM firings GROUP BY 1, 2 ORDER BY 1, 2",
    ].join("\n"),
};

const MOST_ALERTS = 20;

/** The alerts that fired most often in the last days. */
export const NOISIEST_ALERTS: Dataset<
  | ("alert_id" | "alert_name" | "severity" | "firings")
  | ("false_positive_pct" | "mean_minutes_to_ok" | "hours_triggered")
> = {
  name: "noisiest_alerts",
  title: "Noisiest alerts",
  columns: [
    ...(["alert_id", "alert_name", "severity", "firings"] as const),
    ...(["false_positive_pct", "mean_minutes_to_ok", "hours_triggered"] as const),
  ],
  sql: (names) =>
    [
      `${withFirings(names)},`,
      "fired AS (",
      `  SELECT alert_id, count(*) AS firings, ${MEAN_MINUTES_TO_OK} AS mean_minutes_to_ok`,
      "  FROM firings GROUP BY alert_id",
      "),",
      "lasted AS (",
      "  SELECT alert_id, max_by(alert_name, evaluation_timestamp) AS alert_name,",
      `    max_by(severity, evaluation_timestamp) AS severity, ${FALSE_POSITIVE_PCT} AS false_positive_pct,`,
      `    ${HOURS_TRIGGERED} AS hours_triggered`,
      "  FROM evaluations GROUP BY alert_id",
      ")",
      "SELECT alert_id, alert_name, severity, firings, false_positive_pct, mean_minutes_to_ok, hours_triggered",
      "FROM fired JOIN lasted USING (alert_id)",
      `ORDER BY firings DESC, alert_id LIMIT ${MOST_ALERTS}`,
    ].join("\n"),
};

/** The share of alerts that failed, for each deployment. */
export const SYNC_ERRORS: Dataset<"started_at" | "error_pct"> = {
  name: "sync_errors",
  title: "Errors of deployments",
  columns: ["started_at", "error_pct"],
  sql: (names) =>
    [
      "SELECT sync_started_at AS started_at,",
      "  round(coalesce(100.0 * error_count / nullif(total_alerts, 0), 0), 1) AS error_pct",
      `FROM ${qualifiedName(names, ALERT_SYNC_METRICS.name)}`,
      `WHERE ${inLastDays("sync_started_at")}`,
      "ORDER BY started_at",
    ].join("\n"),
};

/** How long the requests of each deployment took, a row for each of the two measures. */
export const SYNC_LATENCY: Dataset<"started_at" | "measure" | "latency_ms"> = {
  name: "sync_latency",
  title: "Latency of deployments",
  columns: ["started_at", "measure", "latency_ms"],
  sql: (names) => {
    const select = (measure: string, column: string) =>
      [
        `SELECT sync_started_at AS started_at, '${measure}' AS measure, ${column} AS latency_ms`,
        `FROM ${qualifiedName(names, ALERT_SYNC_METRICS.name)}`,
        `WHERE ${inLastDays("sync_started_at")}`,
      ].join("\n");
    const measures = [select("mean", "avg_api_latency_ms"), select("95th percentile", "p95_api_latency_ms")];
    return `${measures.join("\nUNION ALL\n")}\nORDER BY started_at, measure`;
  },
};
