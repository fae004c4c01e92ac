import { isRecord, isSameName, unknownName } from "../fixtures/cell-sql";
import type { Situation } from "../fixtures/fixture-query";
import type { TableSchema } from "../fixtures/table-schemas";
import { FixtureReader, type Placed, placed, type WrittenRow, type WrittenTable } from "./fixture-reader";
import type { OwnFixtures, TestFile } from "./test-shape";
import type { YamlPath, YamlSource } from "./yaml-source";

/** What a file says of tables, as it is written: rows by table, in the file's order. */
type Written = ReadonlyMap<string, WrittenTable>;

/** What the names of tables mean. */
export interface KnownTables {
  /** The tables that the alert's query reads. */
  readonly read: readonly string[];
  /** Columns and types of a table; none, where nobody recorded them. */
  schemaOf(table: string): TableSchema | undefined;
  /** A name as the query has it: in lower case, placeholders filled in. */
  nameOf(written: string): string;
}

/** The tables of a file, and of its cases and steps, which change them. */
export class WrittenFixtures {
  readonly #source: YamlSource;
  readonly #known: KnownTables;
  readonly #reader: FixtureReader;

  constructor(source: YamlSource, known: KnownTables) {
    this.#source = source;
    this.#known = known;
    this.#reader = new FixtureReader(source);
  }

  /** Each table that the query reads must be among the file's own. */
  checkTables({ tables }: Pick<TestFile, "tables">): void {
    const given = Object.keys(tables).map((name) => this.#known.nameOf(name));
    for (const name of this.#known.read.filter((read) => !given.includes(read))) {
      const what = `the alert's query reads ${name}: give it rows, or write ${name}: []`;
      this.#source.fault(["tables"], what, { atKey: true });
    }
  }

  /** The file's own. */
  base({ tables }: Pick<TestFile, "tables">, clock: Date): Written {
    return this.#tables(tables, ["tables"], clock);
  }

  /** With what a case or a step has of its own: whole tables, then those without rows, then cells. */
  changed(base: Written, own: OwnFixtures, path: YamlPath, clock: Date): Written {
    const tables = new Map([...base, ...this.#tables(own.tables ?? {}, [...path, "tables"], clock)]);
    for (const [index, name] of (own.empty ?? []).entries()) {
      const table = this.#table(name, [...path, "empty", index], tables);
      if (table) tables.set(table.name, { ...table, rows: [] });
    }
    if (own.change) this.#change(tables, own.change, [...path, "change"], clock);
    return tables;
  }

  /** The rows as SQL, at the moment `clock`. */
  situation(written: Written, clock: Date): Situation {
    return { clock, tables: new Map([...written].map(([name, table]) => [name, this.#reader.table(table)])) };
  }

  #tables(given: TestFile["tables"], path: YamlPath, clock: Date): Map<string, WrittenTable> {
    const tables = new Map<string, WrittenTable>();
    for (const [key, rows] of Object.entries(given)) {
      const at = [...path, key];
      const table = this.#table(key, at, new Map(), true);
      if (table === undefined) continue;
      const written = rows.map((row, index) => this.#reader.written(row, [...at, index], clock));
      tables.set(table.name, { ...table, rows: written });
    }
    return tables;
  }

  /** A table that the query reads, by the name that a file has for it. */
  #table(written: string, path: YamlPath, tables: Written, atKey = false): WrittenTable | undefined {
    const name = this.#known.nameOf(written);
    if (!this.#known.read.includes(name)) {
      return this.#source.fault(
        path,
        `the alert's query reads ${unknownName("table", name, this.#known.read)}`,
        { atKey },
      );
    }
    const known = tables.get(name);
    if (known) return known;
    const schema = this.#known.schemaOf(name);
    if (schema) return { name, schema, rows: [] };
    const what =
      `no schema of ${name} is recorded: write its columns under schema, or run ` +
      "npm run test:alerts -- --record-schemas where the table is";
    return this.#source.fault(path, what, { atKey });
  }

  /** Keys that are tables have rows of their own; all others are columns of the first table. */
  #change(
    tables: Map<string, WrittenTable>,
    change: Readonly<Record<string, unknown>>,
    path: YamlPath,
    clock: Date,
  ): void {
    const [first] = tables.values();
    const cells: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(change)) {
      const name = this.#known.nameOf(key);
      const isTable = tables.has(name) || (key.includes(".") && !isColumn(first, key));
      if (!isTable) {
        cells[key] = value;
        continue;
      }
      const table = this.#table(key, [...path, key], tables, true);
      const changes = Array.isArray(value) ? value : [value];
      for (const [index, one] of (table ? changes : []).entries()) {
        const at = Array.isArray(value) ? [...path, key, index] : [...path, key];
        if (isRecord(one)) this.#changeRows(tables, name, one, at, clock);
        else this.#source.fault(at, "a change must be a map of columns and values");
      }
    }
    if (Object.keys(cells).length === 0) return;
    if (first) this.#changeRows(tables, first.name, cells, path, clock);
    else this.#source.fault(path, "there is no table whose cells could be others");
  }

  #changeRows(
    tables: Map<string, WrittenTable>,
    name: string,
    change: Readonly<Record<string, unknown>>,
    path: YamlPath,
    clock: Date,
  ): void {
    const table = tables.get(name);
    if (table === undefined) return;
    const { row: wanted, ...cells } = change;
    const rows = this.#wantedRows(table, { value: wanted, path: [...path, "row"] }, path);
    const changed = placed(cells, path, clock);
    tables.set(name, {
      ...table,
      rows: table.rows.map((row, index) => (rows.has(index) ? withCells(row, changed) : row)),
    });
  }

  /** `row: 2` counts the rows as they are written; `all` is each; none is the last that is no series. */
  #wantedRows({ name, rows }: WrittenTable, { value, path }: Placed<unknown>, around: YamlPath): Set<number> {
    if (value === "all") return new Set(rows.keys());
    if (value === undefined) {
      const plain = rows.findLastIndex(({ series }) => series === undefined);
      if (rows.length === 0) this.#source.fault(around, `${name} has no row whose cells could be others`);
      return new Set([plain < 0 ? rows.length - 1 : plain]);
    }
    const number = Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= rows.length) return new Set([number - 1]);
    this.#source.fault(
      path,
      `row must be a number from 1 to ${rows.length}, as the rows of ${name} are written, or all`,
    );
    return new Set();
  }
}

function withCells(row: WrittenRow, cells: WrittenRow["cells"]): WrittenRow {
  const kept = Object.entries(row.cells).filter(
    ([column]) => !Object.keys(cells).some((name) => isSameName(name, column)),
  );
  return { ...row, cells: { ...Object.fromEntries(kept), ...cells } };
}

function isColumn(table: WrittenTable | undefined, name: string): boolean {
  return [...(table?.schema.keys() ?? [])].some((column) => isSameName(column, name));
}
