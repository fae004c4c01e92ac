import { randomUUID } from "node:crypto";
import { tableObject } from "../../access/data-rights";
import type { SqlResult } from "../sql-engine";
import { tableExists, tableNotFound, unsupported } from "../sql-faults";
import { displayName, physicalTable, type TableName } from "../store/physical-name";
import { addRowColumn, createRowTables, insertInto, keepPast } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { resolveName } from "../translate/names";
import { parseType } from "../types/parse-type";
import { duckDbType } from "../types/sql-type";
import { NO_RESULT, type StatementKind, type StatementRun } from "./statement-run";
import { readDefinition, refuseNames, refuseRepeated } from "./table-definition";
import { freeName, keepNotes, nextVersion, type TableOperation } from "./table-versions";
import { requireTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using */
export const CREATE_TABLE: readonly StatementKind[] = [
  ["CREATE"],
  ["CREATE", "OR", "REPLACE"],
  ["REPLACE"],
].map((verb) => ({ words: [...verb, "TABLE"], writes: true, run: (run) => createTable(run, verb) }));

async function createTable(run: StatementRun, verb: readonly string[]): Promise<SqlResult> {
  const cursor = run.text.cursor();
  cursor.expect(...verb, "TABLE");
  const isReplace = verb.includes("REPLACE");
  const ifNotExists = !isReplace && cursor.accept("IF", "NOT", "EXISTS");
  const name = resolveName(cursor.name(), run.session);
  const definition = readDefinition(cursor, name, run.session);
  const source = cursor.accept("AS") ? await TableSource.of(run.of(run.text.behind(cursor))) : undefined;
  if (source && definition.columns.length > 0)
    throw unsupported("CREATE TABLE with both columns and a query");
  const columns = source?.columns ?? definition.columns;
  const { catalogs, rights } = run.files;
  const { userName } = run.session;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  rights.requireUse(userName, name);
  const old = catalogs.find(name);
  if (old && ifNotExists) return NO_RESULT;
  if (old && !isReplace) throw tableExists(displayName(name));
  if (!old && verb[0] === "REPLACE") throw tableNotFound(displayName(name));
  refuseNames(columns, definition.properties);
  rights.requireNewTable(userName, name);
  if (old) rights.requireOwner(userName, tableObject(old));
  else run.onCommit(() => rights.owners.put(tableObject(name), userName));
  const table = { ...notesOf(name, run.now), ...definition, columns };
  await source?.gather();
  const made = old
    ? await replaceTable(run, requireTable(old, "REPLACE TABLE"), table)
    : await makeTable(run, table);
  const inserted = await source?.fill(run, made);
  await keepNotes(run, made, operation(made, `${verb.join(" ")} TABLE`, inserted));
  return NO_RESULT;
}

function notesOf(name: TableName, now: Date): Omit<TableNotes, "columns" | "properties" | "comment"> {
  return { ...name, id: randomUUID(), createdAt: now.toISOString(), checks: [], keys: [] };
}

async function makeTable(run: StatementRun, table: TableNotes): Promise<TableNotes> {
  for (const statement of createRowTables(table)) await run.connection.run(statement);
  return table;
}

function operation(table: TableNotes, verb: string, inserted: bigint | undefined): TableOperation {
  return {
    operation: inserted === undefined ? verb : `${verb} AS SELECT`,
    parameters: {
      partitionBy: "[]",
      description: table.comment ?? "",
      isManaged: "true",
      properties: JSON.stringify(Object.fromEntries(table.properties)),
    },
    metrics: inserted === undefined ? {} : { numOutputRows: String(inserted) },
    isBlindAppend: true,
  };
}

const ROWS = 'temp.main."source"';

/** The query of CREATE TABLE … AS. It may read the table that it replaces: its rows are gathered before that goes. */
class TableSource {
  readonly #query: StatementRun;

  private constructor(
    query: StatementRun,
    readonly columns: readonly ColumnNotes[],
  ) {
    this.#query = query;
  }

  static async of(query: StatementRun): Promise<TableSource> {
    const tree = query.parse();
    const columns = (await query.columns((translator) => translator.wholeQuery(tree))).map(
      ({ name, type }) => ({
        name,
        type,
        nullable: true,
        default: undefined,
        comment: undefined,
      }),
    );
    refuseRepeated(columns.map(({ name }) => name));
    const untyped = columns.find(({ type }) => /\bvoid\b/.test(type));
    if (untyped) throw unsupported(`a table's column of type VOID (${untyped.name}); cast the NULL`);
    return new TableSource(query, columns);
  }

  async gather(): Promise<void> {
    const types = this.columns
      .map(({ type }, index) => `"c${index}" ${duckDbType(parseType(type))}`)
      .join(", ");
    await this.#query.connection.run(`CREATE TEMP TABLE "source" (${types})`);
    const tree = this.#query.parse();
    await this.#query.translated((translator) => `INSERT INTO ${ROWS} ${translator.query(tree)}`);
  }

  /** How many rows came in. */
  async fill(run: StatementRun, table: TableNotes): Promise<bigint> {
    const reader = await run.connection.runAndReadAll(
      `${insertInto(table, table.columns)} SELECT *, ${nextVersion(run, table)} FROM ${ROWS}`,
    );
    const [[count] = []] = reader.getRows();
    return typeof count === "bigint" ? count : 0n;
  }
}

/** The table goes on with other columns and without rows; its versions stay. */
async function replaceTable(run: StatementRun, old: TableNotes, wanted: TableNotes): Promise<TableNotes> {
  const statements: string[] = [];
  const columns: ColumnNotes[] = [];
  for (const column of wanted.columns) {
    const known = knownColumn(run, old, column);
    const stored = known ? (known.stored ?? known.name) : freeName(run, old, column.name);
    const kept = stored === column.name ? column : { ...column, stored };
    columns.push(kept);
    if (!known) statements.push(...addRowColumn(old, kept));
  }
  // DuckDB commits no change of a table's columns behind one of its rows.
  statements.push(keepPast(old, nextVersion(run, old), false, "TRUE"), `DELETE FROM ${physicalTable(old)}`);
  for (const statement of statements) await run.connection.run(statement);
  return { ...wanted, id: old.id, columns };
}

/** A column of some version that can hold the same values: of that name, and now of that type. */
function knownColumn(run: StatementRun, old: TableNotes, wanted: ColumnNotes): ColumnNotes | undefined {
  const columns = run.files.catalogs.versions.of(old.id).flatMap(({ metadata }) => metadata.columns);
  const latest = new Map(columns.map((column) => [column.stored ?? column.name, column]));
  return [...latest.values()].find(
    ({ name, type }) => name.toLowerCase() === wanted.name.toLowerCase() && type === wanted.type,
  );
}
