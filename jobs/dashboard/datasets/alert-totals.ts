import type { Dataset } from "../dataset";
import { ALERT_STATES } from "./alert-states";

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
