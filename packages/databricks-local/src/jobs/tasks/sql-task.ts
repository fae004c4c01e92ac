import { readWorkspacePath } from "../../files/workspace-path";
import { runSqlItems } from "../notebooks/run-sql-notebook";
import { parseSql } from "../notebooks/parse-sql";
import type { TaskCall, TaskResult } from "./task-call";

/** Runs the statements of a file on the warehouse. */
export async function runSqlTask(call: TaskCall): Promise<TaskResult> {
  const { sql_task } = call.task;
  if (sql_task === undefined) throw new RangeError("not an SQL task");
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
