import { SqlError } from "../sql-engine";
import { syntaxError, unresolvedColumn, unsupported } from "../sql-faults";
import { displayName } from "../store/physical-name";
import { findColumn, type ColumnNotes, type TableNotes } from "../store/table-notes";
import { SyntaxNode, type Json } from "../syntax/syntax-node";
import { relation } from "../translate/relations";
import type { Translator } from "../translate/translator";
import { defaultText, isDefault } from "./column-default";
import type { StatementRun } from "./statement-run";

/** The columns that an INSERT fills, in the order of its source. */
export async function insertedColumns(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
): Promise<readonly ColumnNotes[]> {
  const query = node.optionalNode("query");
  const byName = node.flag("by_name");
  const named = node.partsOf("columns").map((column) => column.ignore("quoted").text("name"));
  if (byName && (named.length > 0 || !query)) throw syntaxError("BY", "BY NAME goes with a query alone");
  const names = query && (await run.columns((translator) => translator.query(query))).map(({ name }) => name);
  const wanted = byName ? (names ?? []) : named;
  const columns = wanted.length > 0 ? wanted.map((name) => requireColumn(table, name)) : table.columns;
  refuseTwice(columns);
  if (names && names.length !== columns.length) throw arityMismatch(table, columns.length, names.length);
  return columns;
}

export function sourceText(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
  columns: readonly ColumnNotes[],
  translator: Translator,
): string {
  const query = node.optionalNode("query");
  if (query) return translator.query(query);
  const source = node.optionalNode("source");
  if (source) return `SELECT * FROM ${relation(source, translator)}`;
  const rows = node.rows("values");
  if (rows.length === 0) throw unsupported("INSERT without VALUES or a query");
  return `VALUES ${rows.map((row) => rowText(run, row, table, columns, translator)).join(", ")}`;
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
    return isDefault(cell) ? defaultText(run, column, translator) : translator.expression(cell);
  });
  return `(${cells.join(", ")})`;
}

export function requireColumn(table: TableNotes, name: string): ColumnNotes {
  const column = findColumn(table, name);
  if (column) return column;
  throw unresolvedColumn(
    name,
    table.columns.map((known) => known.name),
  );
}

function refuseTwice(columns: readonly ColumnNotes[]): void {
  if (new Set(columns).size === columns.length) return;
  throw new SqlError(
    "DELTA_DUPLICATE_COLUMNS_ON_INSERT",
    "42701",
    "Duplicate column names in INSERT clause.",
  );
}

function arityMismatch(table: TableNotes, expected: number, actual: number): SqlError {
  const few = actual < expected;
  return new SqlError(
    `INSERT_COLUMN_ARITY_MISMATCH.${few ? "NOT_ENOUGH" : "TOO_MANY"}_DATA_COLUMNS`,
    "21S01",
    `Cannot write to ${displayName(table)}, the reason is ${few ? "not enough" : "too many"} data columns: ${actual} for the ${expected} table columns.`,
  );
}
