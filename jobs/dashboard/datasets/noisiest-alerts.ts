import type { Dataset } from "../dataset";
import { FALSE_POSITIVE_PCT, HOURS_TRIGGERED, MEAN_MINUTES_TO_OK, withFirings } from "./with-firings";

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
