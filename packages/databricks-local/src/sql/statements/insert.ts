import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import { displayName, physicalTable } from "../store/physical-name";
import { ADDED, insertInto, keepPast, latestRows, ROW_ID } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import { relation } from "../translate/relations";
import type { Translator } from "../translate/translator";
import { typed, type TypedQuery } from "../translate/typed";
import { identifier } from "../types/sql-type";
import { Stage } from "./stage";
import { storedValue } from "./stored-value";
import { countsResult, type StatementKind, type StatementRun } from "./statement-run";
import { defaultText, isDefault, refuseRepeated } from "./table-definition";
import { keepVersion, nextVersion, type TableOperation } from "./table-versions";
import { requireColumn, writableTable } from "./target-table";
import { verifyRows } from "./verify-rows";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-dml-insert-into */
export const INSERT: StatementKind = {
  words: ["INSERT"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const table = writableTable(run, node.part("table"));
    if (node.has("with")) throw unsupported("WITH before INSERT; put it into the query");
    const given = await insertedColumns(run, node, table);
    const left = table.columns.filter((column) => column.default !== undefined && !given.includes(column));
    const insertion = { run, node, table, given, left, columns: [...given, ...left] };
    const replaced = node.optionalNode("replace_where");
    const done = node.flag("overwrite") || replaced ? overwrite(insertion, replaced) : append(insertion);
    const inserted = await done;
    node.finish();
    await verifyRows(run, table);
    if (inserted > 0n || node.flag("overwrite") || replaced)
      await keepVersion(run, table, operation(inserted, node, replaced !== undefined));
    return countsResult({ num_affected_rows: inserted, num_inserted_rows: inserted });
  },
};

interface Insertion {
  readonly run: StatementRun;
  readonly node: SyntaxNode;
  readonly table: TableNotes;
  /** Those that the source fills, in its order. */
  readonly given: readonly ColumnNotes[];
  /** Those that take their DEFAULT. */
  readonly left: readonly ColumnNotes[];
  readonly columns: readonly ColumnNotes[];
}

async function append(insertion: Insertion): Promise<bigint> {
  const { run, table, columns } = insertion;
  const version = nextVersion(run, table);
  return run.counted(
    (translator) => `${insertInto(table, columns)} ${values(insertion, translator, [], [String(version)])}`,
  );
}

/** The new rows may come from the old ones: they are gathered first. */
async function overwrite(insertion: Insertion, replaced: SyntaxNode | undefined): Promise<bigint> {
  const { run, table, columns } = insertion;
  const stage = await Stage.open(run, table, columns);
  await run.translated(
    (translator) => `${stage.into} ${values(insertion, translator, ["NULL", "'insert'"], [])}`,
  );
  const version = nextVersion(run, table);
  if (replaced) {
    await run.translated((translator) => {
      const nulls = columns.map(() => ", NULL").join("");
      return `${stage.into} SELECT ${ROW_ID}, 'delete'${nulls} FROM ${latestRows(table, `rowid AS ${ROW_ID}`)} AS ${identifier(table.table)} WHERE ${translator.expression(replaced)}`;
    });
  } else {
    await run.connection.run(keepPast(table, version, false, "TRUE"));
    await run.connection.run(`DELETE FROM ${physicalTable(table)}`);
  }
  const { inserted } = await stage.apply();
  if (replaced) await verifyReplaced(run, table, replaced, `${ADDED} = ${version}`);
  return inserted;
}

function values(
  { run, node, table, given, left }: Insertion,
  translator: Parameters<Parameters<StatementRun["translated"]>[0]>[0],
  before: readonly string[],
  after: readonly string[],
): string {
  const source = sourceText(run, node, table, given, translator);
  const names = given.map((_, index) => `"c${index}"`);
  const kept = given.map((column, index) => {
    const value = typed(names[index] ?? "", source.columns?.[index]?.type);
    return source.columns ? storedValue(run, value, column) : value.text;
  });
  const defaults = left.map((column) => defaultText(run, column, translator));
  return `SELECT ${[...before, ...kept, ...defaults, ...after].join(", ")} FROM (${source.text}) AS "source"(${names.join(", ")})`;
}

function operation(inserted: bigint, node: SyntaxNode, isReplaceWhere: boolean): TableOperation {
  const isOverwrite = node.flag("overwrite") || isReplaceWhere;
  return {
    operation: "WRITE",
    parameters: { mode: isOverwrite ? "Overwrite" : "Append", partitionBy: "[]" },
    metrics: { numOutputRows: String(inserted) },
    isBlindAppend: !isOverwrite,
  };
}

/** The columns that an INSERT fills, in the order of its source. */
async function insertedColumns(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
): Promise<readonly ColumnNotes[]> {
  const query = node.optionalNode("query");
  const byName = node.flag("by_name");
  const named = node.partsOf("columns").map((column) => column.ignore("quoted").text("name"));
  if (byName && (named.length > 0 || !query)) throw syntaxError("BY", "BY NAME goes with a query alone");
  const names =
    query && (await run.columns((translator) => translator.typedQuery(query))).map(({ name }) => name);
  const wanted = byName ? (names ?? []) : named;
  refuseRepeated(wanted);
  const columns = wanted.length > 0 ? wanted.map((name) => requireColumn(table, name)) : table.columns;
  const missing = table.columns.find(
    (one) => !one.nullable && one.default === undefined && !columns.includes(one),
  );
  if (missing) throw notSpecified(missing);
  if (names && names.length !== columns.length) throw arityMismatch(table, columns.length, names.length);
  return columns;
}

function sourceText(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
  columns: readonly ColumnNotes[],
  translator: Translator,
): TypedQuery {
  const query = node.optionalNode("query");
  if (query) return translator.typedQuery(query);
  const source = node.optionalNode("source");
  if (source) {
    const text = `SELECT * FROM ${relation(source, translator)}`;
    return { text, columns: translator.scope.relations.at(-1)?.columns };
  }
  const rows = node.rows("values");
  if (rows.length === 0) throw unsupported("INSERT without VALUES or a query");
  const texts = rows.map((row) => rowText(run, row, table, columns, translator));
  return { text: `VALUES ${texts.join(", ")}`, columns: undefined };
}

function rowText(
  run: StatementRun,
  row: readonly Json[],
  table: TableNotes,
  columns: readonly ColumnNotes[],
  translator: Translator,
): string {
  if (row.length !== columns.length) throw arityMismatch(table, columns.length, row.length);
  const cells = columns.map((column, index) => {
    const cell = SyntaxNode.of(row[index] ?? null);
    if (isDefault(cell)) return defaultText(run, column, translator);
    return storedValue(run, translator.typed(cell), column);
  });
  return `(${cells.join(", ")})`;
}

function notSpecified({ name }: ColumnNotes): SqlError {
  return new SqlError("DELTA_INSERT_COLUMN_MISMATCH", "42802", `Column ${name} is not specified in INSERT.`);
}

function arityMismatch(table: TableNotes, expected: number, actual: number): SqlError {
  const few = actual < expected;
  return new SqlError(
    `INSERT_COLUMN_ARITY_MISMATCH.${few ? "NOT_ENOUGH" : "TOO_MANY"}_DATA_COLUMNS`,
    "21S01",
    `Cannot write to ${displayName(table)}, the reason is ${few ? "not enough" : "too many"} data columns: ${actual} for the ${expected} table columns.`,
  );
}

/** INSERT … REPLACE WHERE: the new rows must be of those that the condition names. */
async function verifyReplaced(
  run: StatementRun,
  table: TableNotes,
  condition: SyntaxNode,
  isNew: string,
): Promise<void> {
  const reader = await run.translated(
    (translator) =>
      `SELECT 1 FROM ${latestRows(table, `${isNew} AS "is new"`)} AS ${identifier(table.table)} WHERE "is new" AND NOT coalesce(${translator.expression(condition)}, FALSE) LIMIT 1`,
  );
  if (reader.currentRowCount === 0) return;
  throw new SqlError(
    "DELTA_REPLACE_WHERE_MISMATCH",
    "44000",
    "Written data does not conform to the condition of REPLACE WHERE.",
  );
}
