import { SqlError } from "../sql-engine";
import { unresolvedColumn, unsupported } from "../sql-faults";
import { physicalTable } from "../store/physical-name";
import { findColumn, type TableNotes } from "../store/table-notes";
import { SyntaxNode, type Json } from "../syntax/syntax-node";
import { nameParts } from "../translate/relations";
import { resolveName, type Translator } from "../translate/translator";
import { identifier } from "../types/sql-type";
import { defaultText, isDefault } from "./column-default";
import { countsResult, type StatementKind, type StatementRun } from "./statement-run";
import { verifyChecks } from "./verify-checks";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-dml-insert-into */
export const INSERT: StatementKind = {
  words: ["INSERT"],
  writes: true,
  async run(run) {
    const node = run.parse();
    const table = run.files.catalogs.table(resolveName(nameParts(node.part("table")), run.session));
    const given = node.partsOf("columns").map((column) => column.ignore("quoted").text("name"));
    const columns = given.length > 0 ? given : table.columns.map((column) => column.name);
    for (const name of columns) requireColumn(table, name);
    if (node.flag("overwrite")) await run.connection.run(`DELETE FROM ${physicalTable(table)}`);
    const inserted = await run.counted((translator) => insertText(run, node, table, columns, translator));
    node.finish();
    await verifyChecks(run, table);
    return countsResult({ num_affected_rows: inserted, num_inserted_rows: inserted });
  },
};

function insertText(
  run: StatementRun,
  node: SyntaxNode,
  table: TableNotes,
  columns: readonly string[],
  translator: Translator,
): string {
  const rows = node.rows("values");
  const query = node.optionalNode("query");
  if (rows.length === 0 && !query) throw unsupported("INSERT without VALUES or a query");
  const source = query ? translator.query(query) : valuesText(run, rows, table, columns, translator);
  const left = table.columns.filter(
    ({ name, default: text }) => text !== undefined && !includes(columns, name),
  );
  const targets = [...columns, ...left.map((column) => column.name)].map(identifier).join(", ");
  const defaults = left.map((column) => `, ${defaultText(run, column, translator)}`).join("");
  const names = columns.map((_, index) => `"c${index}"`).join(", ");
  return `INSERT INTO ${physicalTable(table)} (${targets}) SELECT ${names}${defaults} FROM (${source}) AS "source"(${names})`;
}

function valuesText(
  run: StatementRun,
  rows: readonly (readonly Json[])[],
  table: TableNotes,
  columns: readonly string[],
  translator: Translator,
): string {
  const texts = rows.map((row) => {
    if (row.length !== columns.length) throw arityMismatch(table, columns, row.length);
    const cells = row.map((json, index) => {
      const cell = SyntaxNode.of(json);
      if (!isDefault(cell)) return translator.expression(cell);
      return defaultText(run, requireColumn(table, columns[index] ?? ""), translator);
    });
    return `(${cells.join(", ")})`;
  });
  return `VALUES ${texts.join(", ")}`;
}

export function requireColumn(table: TableNotes, name: string) {
  const column = findColumn(table, name);
  if (column) return column;
  throw unresolvedColumn(
    name,
    table.columns.map((known) => known.name),
  );
}

function includes(names: readonly string[], name: string): boolean {
  return names.some((other) => other.toLowerCase() === name.toLowerCase());
}

function arityMismatch(table: TableNotes, columns: readonly string[], actual: number): SqlError {
  const few = actual < columns.length;
  return new SqlError(
    `INSERT_COLUMN_ARITY_MISMATCH.${few ? "NOT_ENOUGH" : "TOO_MANY"}_DATA_COLUMNS`,
    "21S01",
    `Cannot write to \`${table.catalog}\`.\`${table.schema}\`.\`${table.table}\`, the reason is ${few ? "not enough" : "too many"} data columns: ${actual} for the ${columns.length} table columns.`,
  );
}
