import { ApiError } from "../../api-error";
import { normalizeFolder } from "../../alerts/update-mask";
import type { Task } from "../task-shape";
import { failed, type TaskCall, type TaskResult } from "./task-call";

type AlertTask = NonNullable<Task["alert_task"]>;

/** What an alert is called as a file of its folder. */
const EXTENSION = ".dbalert.json";

/**
 * Evaluates an alert. "Succeeded: the alert was evaluated, whether or not its condition triggered; failed: an error
 * occurred while evaluating it."
 *
 * @see https://docs.databricks.com/aws/en/jobs/tasks/alert
 */
export async function runAlertTask({ task, surroundings, resolve, note }: TaskCall): Promise<TaskResult> {
  const { alert_task } = task;
  if (alert_task === undefined) throw new RangeError("not an alert task");
  const given = Object.entries(alert_task.parameters ?? {});
  const parameters = Object.fromEntries(given.map(([name, value]) => [name, resolve(value)]));
  note({ parameters });
  const id = findAlert(alert_task, surroundings);
  const entry = await surroundings.evaluator.evaluate(id, "ON_DEMAND", {
    parameters,
    warehouseId: alert_task.warehouse_id,
    ...(alert_task.subscribers !== undefined && {
      subscriptions: alert_task.subscribers.map(({ user_name, destination_id }) =>
        user_name === undefined ? { destination_id } : { user_email: user_name },
      ),
    }),
  });
  const output = { alert_output: { alert_state: entry.state } };
  if (entry.skipped !== undefined) return failed(`The alert was not evaluated: ${entry.skipped}`);
  if (entry.state === "ERROR") return failed(entry.error ?? "The alert could not be evaluated", output);
  return { result: "succeeded", output };
}

function findAlert({ alert_id, workspace_path }: AlertTask, { alerts }: TaskCall["surroundings"]): string {
  if (alert_id !== undefined) return alerts.get(alert_id).id ?? alert_id;
  const path = workspace_path ?? "";
  const found = alerts
    .list()
    .find(
      ({ alert }) => `${normalizeFolder(alert.parent_path ?? "")}/${alert.display_name}${EXTENSION}` === path,
    );
  if (found?.alert.id !== undefined) return found.alert.id;
  throw ApiError.notFound(`Path (${path}) doesn't exist.`);
}
