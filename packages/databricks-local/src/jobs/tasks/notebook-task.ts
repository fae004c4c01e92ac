import { readWorkspacePath } from "../../files/workspace-path";
import { faultsOfCells, parseNotebook } from "../notebooks/parse-notebook";
import { runPythonNotebook } from "../notebooks/run-python-notebook";
import { runSqlNotebook } from "../notebooks/run-sql-notebook";
import { failed, type TaskCall, type TaskResult } from "./task-call";

/** Runs a notebook: one with cells of SQL alone on the warehouse, any other in a Python process. */
export async function runNotebookTask(call: TaskCall): Promise<TaskResult> {
  const { notebook_task } = call.task;
  if (notebook_task === undefined) throw new RangeError("not a notebook task");
  const parameters = call.parametersOf(notebook_task.base_parameters);
  call.note({ parameters });
  const path = readWorkspacePath(notebook_task.notebook_path);
  const { files, warehouses } = call.surroundings;
  const { language, object_type } = files.find(path);
  if (language !== "SQL" && language !== "PYTHON") {
    return failed(
      `${notebook_task.notebook_path} is no notebook of SQL or Python, which the local workspace runs: ` +
        `it is a ${object_type} ${language ?? ""}`.trim(),
    );
  }
  const cells = parseNotebook(files.read(path).toString("utf8"), language);
  const faults = faultsOfCells(cells);
  if (faults.length > 0) return failed(faults.join("; "));
  const { warehouse_id } = notebook_task;
  // Without one the service runs it on serverless compute.
  const warehouse = warehouse_id === undefined ? undefined : warehouses.get(warehouse_id);
  const isSql = cells.every(({ kind }) => kind === "SQL" || kind === "NOTE");
  return isSql
    ? runSqlNotebook(cells, parameters, call, warehouse)
    : runPythonNotebook(cells, parameters, call);
}
