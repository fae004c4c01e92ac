import { qualifiedName } from "../../../alerting/table-names";
import { ALERT_SYNC_METRICS } from "../../../alerting/tables/alert-sync-metrics";
import type { Dataset } from "../dataset";
import { inLastDays } from "./last-days";

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
