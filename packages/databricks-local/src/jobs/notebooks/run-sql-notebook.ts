import { SqlError, type SqlParameter, type SqlResult, type SqlSession } from "../../sql/sql-engine";
import { cellText } from "../../statements/cell-text";
import type { Warehouse } from "../../warehouses/warehouse";
import { boundedLogs, failedTask, type TaskCall, type TaskResult } from "../task-call";
import type { Cell } from "./parse-notebook";
import { parseSql, type SqlItem, type SqlPart } from "./parse-sql";

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
        return failedTask(error.message, { error_trace: `${where}:\n${error.text}`, ...boundedLogs(logs) });
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

/** More rows than that are counted only. */
const MAX_ROWS = 1000;

/** A result as Spark's `show` prints it. */
function formatResult({ columns, rows }: SqlResult): string {
  const header = columns.map(({ name }) => name);
  const shown = rows
    .slice(0, MAX_ROWS)
    .map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? "NULL"));
  const widths = header.map((name, index) =>
    Math.max(name.length, ...shown.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("|")}|`;
  const rule = `+${widths.map((width) => "-".repeat(width)).join("+")}+`;
  const more = rows.length > MAX_ROWS ? [`only showing the first ${MAX_ROWS} of ${rows.length} rows`] : [];
  return [rule, line(header), rule, ...shown.map(line), rule, ...more].join("\n");
}

/** The values of a notebook's widgets: what the run was given goes before what a widget is made with. */
class Widgets {
  readonly #values: Map<string, string>;

  readonly #given: Readonly<Record<string, string>>;

  constructor(given: Readonly<Record<string, string>>) {
    this.#given = given;

    this.#values = new Map(Object.entries(given));
  }

  apply(item: Exclude<SqlItem, { kind: "statement" }>): void {
    if (item.kind === "remove-widget") this.#values.delete(item.name);
    else this.#values.set(item.name, this.#given[item.name] ?? item.value);
  }

  /** The statement with its widgets' values in it. */
  fill(parts: readonly SqlPart[]): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return part;
        const value = this.#values.get(part.widget);
        if (value === undefined) {
          throw new SqlError(
            "INPUT_WIDGET_NOT_DEFINED",
            "42000",
            `No input widget named ${part.widget} is defined.`,
          );
        }
        return part.quoted ? `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'` : value;
      })
      .join("");
  }

  /** Widgets are STRINGs; a marker without one is for the engine to refuse. */
  bind(markers: readonly string[]): SqlParameter[] {
    return markers.flatMap((name) => {
      const value = this.#values.get(name);
      return value === undefined ? [] : [{ name, type: "STRING", value }];
    });
  }
}
