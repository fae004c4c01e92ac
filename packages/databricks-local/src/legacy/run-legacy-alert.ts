import { evaluateAlert } from "../evaluation/evaluate-alert";
import { failedTask, type TaskCall, type TaskResult } from "../jobs/task-call";
import type { LegacyAlert, LegacyState } from "./legacy-alert-store";
import type { SavedQuery } from "./saved-query-store";

/** How often an alert of the first version runs is said by a job alone. */
const NEVER = { quartz_cron_schedule: "0 0 0 1 1 ?", timezone_id: "UTC", pause_status: "PAUSED" as const };

/**
 * Evaluates an alert of the first version: its saved query, on the task's warehouse. The state is UNKNOWN where that fails. Nobody is
 * told: notifications are those of Alerts v2 alone here.
 *
 * @see https://docs.databricks.com/api/workspace/jobs/getrunoutput (sql_output.alert_output)
 */
export async function runLegacyAlert(call: TaskCall): Promise<TaskResult> {
  const { warehouse_id = "", alert: task } = call.task.sql_task ?? {};
  const { engine, warehouses, legacyAlerts, savedQueries } = call.surroundings;
  const alert = legacyAlerts.get(task?.alert_id ?? "");
  if (alert.lifecycle_state === "TRASHED")
    return failedTask(`The alert ${alert.display_name} is in the trash`);
  const query = savedQueries.get(alert.query_id);
  const asked = { engine, warehouses, requireWarehouse: () => undefined };
  const outcome = await evaluateAlert(bodyOf(alert, query, warehouse_id), asked, call.signal);
  const alert_state: LegacyState = outcome.state === "ERROR" ? "UNKNOWN" : outcome.state;
  legacyAlerts.noteState(alert.id ?? "", alert_state);
  const alert_output = { alert_state, query_text: query.query_text ?? "", warehouse_id };
  const output = { sql_output: { alert_output } };
  return outcome.error === undefined ? { result: "succeeded", output } : failedTask(outcome.error, output);
}

/** The same alert in the words of the second version. */
function bodyOf(
  { condition, display_name, owner_user_name }: LegacyAlert,
  query: SavedQuery,
  warehouse_id: string,
) {
  const { op, operand, threshold, empty_result_state = "UNKNOWN" } = condition;
  return {
    display_name,
    query_text: (query.query_text ?? "").replace(/[\s;]+$/, ""),
    warehouse_id,
    evaluation: {
      source: { name: operand.column.name },
      comparison_operator: op,
      ...(threshold && { threshold }),
      empty_result_state,
    },
    schedule: NEVER,
    effective_run_as: { user_name: owner_user_name },
  };
}
