import { qualifiedName } from "../../../alerting/table-names";
import { ALERT_SYNC_METRICS } from "../../../alerting/tables/alert-sync-metrics";
import type { Dataset } from "../dataset";
import { inLastDays } from "./last-days";

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
