import type { Statement } from "../../databricks/run-statement";
import { rowsSource } from "./write-rows";

/**
 * The evaluations of alerts since then, as the service keeps them.
 *
 * @see https://docs.databricks.com/aws/en/admin/system-tables/alerts
 */
export function readEvaluations(databricksAlertIds: readonly string[], from: Date): Statement {
  return {
    sql: [
      "SELECT e.alert_id, e.evaluated_state AS state, unix_millis(e.start_time) AS at",
      "FROM system.alert.alert_evaluation_history AS e",
      `JOIN ${rowsSource("alerts", [{ name: "id", type: "STRING" }])} AS s ON e.alert_id = s.id`,
      "WHERE e.start_time >= CAST(:from AS TIMESTAMP)",
    ].join("\n"),
    parameters: {
      alerts: JSON.stringify(databricksAlertIds.map((id) => ({ id }))),
      from: from.toISOString(),
    },
  };
}
