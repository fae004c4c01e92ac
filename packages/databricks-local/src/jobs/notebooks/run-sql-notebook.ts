import type { Warehouse } from "../../warehouses/warehouse";
import { SqlError, type SqlSession } from "../../sql/sql-engine";
import { failed, type TaskCall, type TaskResult } from "../tasks/task-call";
import { boundedLogs } from "./bounded-logs";
import { formatResult } from "./format-result";
import type { Cell } from "./parse-notebook";
import { parseSql, type SqlItem } from "./parse-sql";
import { Widgets } from "./widgets";

interface SqlCell {
  readonly position: number;
  readonly items: readonly SqlItem[];
}

/** Runs a notebook of SQL on the warehouse, all cells in one session. */
export async function runSqlNotebook(
  cells: readonly Cell[],
  parameters: Readonly<Record<string, string>>,
  call: TaskCall,
  warehouse: Warehouse | undefined,
): Promise<TaskResult> {
  const sqlCells = cells
    .filter(({ kind }) => kind === "SQL")
    .map(({ position, source }) => ({ position, items: parseSql(source) }));
  const { output, ...rest } = await runSqlItems(sqlCells, parameters, call, warehouse);
  return { ...rest, output: { notebook_output: { truncated: false }, ...output } };
}

/** Runs statements one after the other until one fails; what they return is in the logs. */
export async function runSqlItems(
  cells: readonly SqlCell[],
  parameters: Readonly<Record<string, string>>,
  { surroundings, signal, run: { run_as } }: TaskCall,
  warehouse: Warehouse | undefined,
): Promise<TaskResult> {
  const run = (stopped: AbortSignal) => runCells(cells, parameters, surroundings, run_as, stopped);
  return warehouse === undefined ? run(signal) : warehouse.run(signal, run);
}

async function runCells(
  cells: readonly SqlCell[],
  parameters: Readonly<Record<string, string>>,
  { engine, onStatement }: TaskCall["surroundings"],
  userName: string,
  signal: AbortSignal,
): Promise<TaskResult> {
  const widgets = new Widgets(parameters);
  const logs: string[] = [];
  const session = await engine.openSession({ userName });
  try {
    for (const { position, items } of cells) {
      for (const [index, item] of items.entries()) {
        const where = `cell ${position}, statement ${index + 1}`;
        const error = await runItem(item, widgets, session, signal, logs, onStatement);
        if (error === undefined) continue;
        return failed(error.message, { error_trace: `${where}:\n${error.text}`, ...boundedLogs(logs) });
      }
    }
    return { result: "succeeded", output: boundedLogs(logs) };
  } finally {
    await session.close();
  }
}

async function runItem(
  item: SqlItem,
  widgets: Widgets,
  session: SqlSession,
  signal: AbortSignal,
  logs: string[],
  onStatement: (sql: string) => void,
): Promise<{ readonly message: string; readonly text: string } | undefined> {
  if (item.kind !== "statement") {
    widgets.apply(item);
    return undefined;
  }
  let text = "";
  try {
    text = widgets.fill(item.parts).trim();
    onStatement(text);
    const result = await session.execute(text, widgets.bind(item.markers), signal);
    if (result.columns.length > 0) logs.push(formatResult(result));
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return { message: error.message, text };
    throw error;
  }
}
