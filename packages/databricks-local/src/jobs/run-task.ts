import { normalizeFolder } from "../alerts/update-mask";
import { ApiError } from "../api-error";
import { readWorkspacePath } from "../files/workspace-path";
import { SqlError } from "../sql/sql-engine";
import { faultsOfCells, parseNotebook } from "./notebooks/parse-notebook";
import { parseSql } from "./notebooks/parse-sql";
import { runPythonNotebook } from "./notebooks/run-python-notebook";
import { runSqlItems, runSqlNotebook } from "./notebooks/run-sql-notebook";
import { runLegacyAlert } from "../legacy/run-legacy-alert";
import { failedTask, type TaskCall, type TaskResult } from "./task-call";
import { type ConditionTask, taskKind, type Task } from "./task-shape";

/** A kind of task is one file here and one line in this list. */
const KINDS = {
  notebook_task: runNotebookTask,
  sql_task: runSqlTask,
  run_job_task: runJobTask,
  alert_task: runAlertTask,
  condition_task: runConditionTask,
};

/** Runs one try of a task to its end. */
export async function runTask(call: TaskCall): Promise<TaskResult> {
  try {
    return await KINDS[taskKind(call.task)](call);
  } catch (error) {
    if (error instanceof ApiError || error instanceof SqlError) return failedTask(error.message);
    return failedTask(
      `Defect of the local workspace: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Runs a notebook: one with cells of SQL alone on the warehouse, any other in a Python process. */
async function runNotebookTask(call: TaskCall): Promise<TaskResult> {
  const { notebook_task } = call.task;
  if (notebook_task === undefined) throw new RangeError("not a notebook task");
  const parameters = call.parametersOf(notebook_task.base_parameters);
  call.note({ parameters });
  const path = readWorkspacePath(notebook_task.notebook_path);
  const { files, warehouses } = call.surroundings;
  const { language, object_type } = files.find(path);
  if (language !== "SQL" && language !== "PYTHON") {
    return failedTask(
      `${notebook_task.notebook_path} is no notebook of SQL or Python, which the local workspace runs: ` +
        `it is a ${object_type} ${language ?? ""}`.trim(),
    );
  }
  const cells = parseNotebook(files.read(path).toString("utf8"), language);
  const faults = faultsOfCells(cells);
  if (faults.length > 0) return failedTask(faults.join("; "));
  const { warehouse_id } = notebook_task;
  // Without one the service runs it on serverless compute.
  const warehouse = warehouse_id === undefined ? undefined : warehouses.get(warehouse_id);
  const isSql = cells.every(({ kind }) => kind === "SQL" || kind === "NOTE");
  return isSql
    ? runSqlNotebook(cells, parameters, call, warehouse)
    : runPythonNotebook(cells, parameters, call);
}

/** Runs the statements of a file on the warehouse. */
async function runSqlTask(call: TaskCall): Promise<TaskResult> {
  const { sql_task } = call.task;
  if (sql_task?.alert !== undefined) return runLegacyAlert(call);
  if (sql_task?.file === undefined) throw new RangeError("not an SQL task");
  const parameters = call.parametersOf(sql_task.parameters);
  call.note({ parameters });
  const { files, warehouses } = call.surroundings;
  const query_text = files.read(readWorkspacePath(sql_task.file.path)).toString("utf8");
  const { result, output, ...rest } = await runSqlItems(
    [{ position: 1, items: parseSql(query_text, { mustache: true }) }],
    parameters,
    call,
    warehouses.get(sql_task.warehouse_id),
  );
  const { error, error_trace, logs, logs_truncated } = output;
  const { warehouse_id } = sql_task;
  const sql_output = { query_output: { query_text, warehouse_id, endpoint_id: warehouse_id } };
  return { result, ...rest, output: { sql_output, error, error_trace, logs, logs_truncated } };
}

type AlertTask = NonNullable<Task["alert_task"]>;

/** What an alert is called as a file of its folder. */
const EXTENSION = ".dbalert.json";

/**
 * Evaluates an alert. "Succeeded: the alert was evaluated, whether or not its condition triggered; failed: an error
 * occurred while evaluating it."
 *
 * @see https://docs.databricks.com/aws/en/jobs/tasks/alert
 */
async function runAlertTask({ task, surroundings, resolve, note }: TaskCall): Promise<TaskResult> {
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
  if (entry.skipped !== undefined) return failedTask(`The alert was not evaluated: ${entry.skipped}`);
  if (entry.state === "ERROR") return failedTask(entry.error ?? "The alert could not be evaluated", output);
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

/** Compares two texts; the tasks that depend on it say on which outcome they run. */
function runConditionTask({ task, resolve, note }: TaskCall): Promise<TaskResult> {
  const { condition_task } = task;
  if (condition_task === undefined) throw new RangeError("not a condition task");
  const [left, right] = [resolve(condition_task.left), resolve(condition_task.right)];
  note({ parameters: { left, right }, outcome: holds(condition_task.op, left, right) ? "true" : "false" });
  return Promise.resolve({ result: "succeeded", output: {} });
}

/** "EQUAL_TO, NOT_EQUAL perform string comparison; the others perform numeric comparison." */
function holds(operator: ConditionTask["op"], left: string, right: string): boolean {
  if (operator === "EQUAL_TO") return left === right;
  if (operator === "NOT_EQUAL") return left !== right;
  const [one, other] = [toNumber(left), toNumber(right)];
  switch (operator) {
    case "GREATER_THAN":
      return one > other;
    case "GREATER_THAN_OR_EQUAL":
      return one >= other;
    case "LESS_THAN":
      return one < other;
    case "LESS_THAN_OR_EQUAL":
      return one <= other;
  }
}

function toNumber(text: string): number {
  const number = text.trim() === "" ? NaN : Number(text);
  if (!Number.isNaN(number)) return number;
  throw ApiError.invalidParameter(`'${text}' is not a number, so that it can only be compared for equality`);
}

/** Runs another job and ends as that one does. */
async function runJobTask(call: TaskCall): Promise<TaskResult> {
  const { run_job_task } = call.task;
  if (run_job_task === undefined) throw new RangeError("not a run job task");
  const jobParameters = resolved(run_job_task.job_parameters ?? {}, call);
  const { notebook_params } = run_job_task;
  call.note({ parameters: jobParameters });
  let childRunId: number | undefined;
  const run = await call.runJob({
    jobId: run_job_task.job_id,
    jobParameters,
    notebookParams: notebook_params && resolved(notebook_params, call),
    onStart: (run_id) => {
      childRunId = run_id;
      call.note({ child_run_id: run_id });
    },
  });
  const output = childRunId === undefined ? {} : { run_job_output: { run_id: childRunId } };
  const { result_state, life_cycle_state, message } = run.phase;
  if (result_state === "SUCCESS" || result_state === "SUCCESS_WITH_FAILURES")
    return { result: "succeeded", output };

  const end = `Run ${run.run_id} of job "${run.run_name}" ended as ${result_state ?? life_cycle_state}: ${message}`;
  if (life_cycle_state === "SKIPPED") return { result: "not started", message: end, output };
  return failedTask(end, output);
}

function resolved(parameters: Readonly<Record<string, string>>, { resolve }: TaskCall) {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, resolve(value)]));
}
