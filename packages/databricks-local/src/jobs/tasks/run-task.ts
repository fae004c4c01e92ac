import { ApiError } from "../../api-error";
import { SqlError } from "../../sql/sql-engine";
import { kindOf } from "../task-shape";
import { runAlertTask } from "./alert-task";
import { runConditionTask } from "./condition-task";
import { runJobTask } from "./job-task";
import { runNotebookTask } from "./notebook-task";
import { runSqlTask } from "./sql-task";
import { failed, type TaskCall, type TaskResult } from "./task-call";

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
    return await KINDS[kindOf(call.task)](call);
  } catch (error) {
    if (error instanceof ApiError || error instanceof SqlError) return failed(error.message);
    return failed(`Defect of the local workspace: ${error instanceof Error ? error.message : String(error)}`);
  }
}
