import { shownText } from "../../messages/words";
import { systemTable } from "../../lint/system-tables";
import { cellSql, isRecord, isSameName, unknownName } from "../fixtures/cell-sql";
import type { ColumnType } from "../fixtures/column-type";
import type { FixtureRow, FixtureTable } from "../fixtures/fixture-query";
import { lengthOf, momentFrom, MOMENT_FORMS } from "../fixtures/moments";
import type { TableSchema } from "../fixtures/table-schemas";
import type { YamlPath, YamlSource } from "./yaml-source";

/** A value of a file, and where it stands. */
export interface Placed<Value> {
  readonly value: Value;
  readonly path: YamlPath;
}

/** A cell as it is written, and what relative times in it are counted from. */
interface WrittenCell extends Placed<unknown> {
  readonly clock: Date;
}

type Cells = Readonly<Record<string, WrittenCell>>;

/** A row as it is written: one that is a series stands for many. */
export interface WrittenRow {
  readonly cells: Cells;
  readonly series?: WrittenCell;
}

export interface WrittenTable {
  readonly name: string;
  readonly schema: TableSchema;
  readonly rows: readonly WrittenRow[];
}

/** No table of a test needs more. */
const MOST_ROWS = 10_000;

/** Makes rows of what is written, and takes down what is wrong with it. */
export class FixtureReader {
  readonly #source: YamlSource;

  constructor(source: YamlSource) {
    this.#source = source;
  }

  /** A row of a list, as far as its names can be told. */
  written(value: Readonly<Record<string, unknown>>, path: YamlPath, clock: Date): WrittenRow {
    const { series, ...cells } = value;
    return {
      cells: placed(cells, path, clock),
      ...(series !== undefined && { series: { value: series, path: [...path, "series"], clock } }),
    };
  }

  /** The rows as SQL. */
  table({ name, schema, rows }: WrittenTable): FixtureTable {
    const made = rows.flatMap((row) => this.#rowsOf(name, schema, row));
    const [first] = rows;
    if (made.length > MOST_ROWS) {
      this.#fault(
        Object.values(first?.cells ?? {})[0]?.path ?? [],
        `${name} has ${made.length} rows: at most ${MOST_ROWS}`,
      );
    }
    return { schema, rows: made.slice(0, MOST_ROWS) };
  }

  #rowsOf(table: string, schema: TableSchema, { cells, series }: WrittenRow): FixtureRow[] {
    const own = this.#cells(table, schema, cells);
    if (series === undefined) return [own];
    const steps = this.#series(table, schema, series);
    return steps.moments.map((moment) => {
      // What the row says itself of one of these columns goes before the series.
      const times = steps.columns.map((column) => {
        const sql = cellSql(moment.toISOString(), timeOnly(schema, column), moment);
        return [column, "sql" in sql ? sql.sql : "NULL"] as const;
      });
      return new Map([...times, ...own]);
    });
  }

  #cells(table: string, schema: TableSchema, cells: Cells): FixtureRow {
    const row = new Map<string, string>();
    for (const [key, { value, path, clock }] of Object.entries(cells)) {
      const column = [...schema.keys()].find((name) => isSameName(name, key));
      const type = column === undefined ? undefined : schema.get(column);
      if (column === undefined || type === undefined) {
        this.#fault(path, `${table} has ${unknownName("column", shownText(key), [...schema.keys()])}`, true);
        continue;
      }
      const sql = cellSql(value, type, clock);
      if ("fault" in sql) this.#fault(path, `${key} ${sql.fault}`);
      else if (value !== null) row.set(column, sql.sql);
    }
    return row;
  }

  /** `{ from: -8 days, to: -2 days, step: 1 day }` */
  #series(table: string, schema: TableSchema, { value, path, clock }: WrittenCell) {
    const none = { moments: [], columns: [] };
    if (!isRecord(value)) return this.#fault(path, "series must be { from, to, step }") ?? none;
    for (const key of Object.keys(value).filter((name) => !SERIES_KEYS.includes(name)))
      this.#fault([...path, key], unknownName("key", key, SERIES_KEYS), true);
    const moment = (key: string) =>
      (typeof value[key] === "string"
        ? momentFrom(value[key], clock)
        : value[key] === 0n
          ? clock
          : undefined) ?? this.#fault([...path, key], `${key} must be ${MOMENT_FORMS}`);
    const [from, to] = [moment("from"), moment("to")];
    const step = typeof value["step"] === "string" ? lengthOf(value["step"]) : undefined;
    if (step === undefined || step <= 0)
      this.#fault([...path, "step"], "step must be a length of time, such as 1 day");
    const columns = this.#seriesColumns(table, schema, value["column"], path);
    if (from === undefined || to === undefined || step === undefined || step <= 0) return none;
    const count = Math.floor((to.getTime() - from.getTime()) / step) + 1;
    if (count < 1) this.#fault(path, "the series has no row: from must not be after to");
    if (count > MOST_ROWS) this.#fault(path, `the series has ${count} rows: at most ${MOST_ROWS}`);
    const length = Math.min(Math.max(count, 0), MOST_ROWS);
    return {
      moments: Array.from({ length }, (_, index) => new Date(from.getTime() + index * step)),
      columns,
    };
  }

  /** Those that it names; else the day of a system table's rows and their first time; else the only time that there is. */
  #seriesColumns(table: string, schema: TableSchema, named: unknown, path: YamlPath): readonly string[] {
    const times = [...schema].filter(([, type]) => isTime(type)).map(([name]) => name);
    if (named !== undefined) {
      const names = Array.isArray(named) ? named : [named];
      return names.flatMap((name) => {
        const column = times.find((time) => isSameName(time, String(name)));
        return (
          column ??
          this.#fault(
            [...path, "column"],
            `${table} has ${unknownName("date or timestamp", String(name), times)}`,
          ) ??
          []
        );
      });
    }
    const { dayColumn, timeColumns = [] } = systemTable(table) ?? {};
    const first = timeColumns.find((column) => column !== dayColumn && times.includes(column));
    const known = [dayColumn, first].filter((column) => column !== undefined && times.includes(column));
    if (known.length > 0) return known.flatMap((column) => column ?? []);
    if (times.length === 1) return times;
    this.#fault(
      path,
      times.length === 0
        ? `${table} has no date or timestamp that a series could set`
        : `which column of ${table} the series sets cannot be told: add column: ${times.join(" or ")}`,
    );
    return [];
  }

  #fault(path: YamlPath, what: string, atKey = false): undefined {
    return this.#source.fault(path, what, { atKey });
  }
}

const SERIES_KEYS = ["from", "to", "step", "column"];

export function placed(cells: Readonly<Record<string, unknown>>, path: YamlPath, clock: Date): Cells {
  return Object.fromEntries(
    Object.entries(cells).map(([column, value]) => [column, { value, path: [...path, column], clock }]),
  );
}

function isTime(type: ColumnType): boolean {
  return type.kind === "scalar" && ["date", "timestamp", "timestamp_ntz"].includes(type.name);
}

function timeOnly(schema: TableSchema, column: string): ColumnType {
  return schema.get(column) ?? { kind: "scalar", name: "timestamp" };
}
