import { qualifiedName } from "../../alerting/table-names";
import { ALERT_SYNC_METRICS } from "../../alerting/tables/alert-sync-metrics";
import { type Dataset, LAST_DAYS } from "./dataset";

/** Rows of the last days. */
function inLastDays(timestamp: string): string {
  return `${timestamp} >= current_timestamp() - INTERVAL ${LAST_DAYS} DAYS`;
}

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
