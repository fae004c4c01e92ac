import { quoted } from "../sql-faults";
import type { ColumnNotes, KeyNotes, TableNotes } from "../store/table-notes";

/** The statement that would make the table or the view, as SHOW CREATE TABLE gives it; CHECK constraints are properties. */
export function createTableText(table: TableNotes): string {
  const name = [table.catalog, table.schema, table.table].join(".");
  const comment = table.comment === undefined ? [] : [`COMMENT ${literal(table.comment)}`];
  if (table.view) {
    const columns = table.columns.map((column) => `  ${column.name}${commentText(column)}`);
    return [`CREATE VIEW ${name} (`, `${columns.join(",\n")})`, ...comment, `AS ${table.view.query}`].join(
      "\n",
    );
  }
  const elements = [...table.columns.map(columnText), ...table.keys.map(keyText)];
  const checks = table.checks.map((check) => [`delta.constraints.${check.name}`, check.expression] as const);
  const properties = [...table.properties, ...checks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${literal(key)} = ${literal(value)}`);
  const clause = properties.length === 0 ? [] : [`TBLPROPERTIES (\n${properties.join(",\n")})`];
  return [`CREATE TABLE ${name} (`, `${elements.join(",\n")})`, "USING delta", ...comment, ...clause].join(
    "\n",
  );
}

function columnText(column: ColumnNotes): string {
  const notNull = column.nullable ? "" : " NOT NULL";
  const byDefault = column.default === undefined ? "" : ` DEFAULT ${column.default}`;
  return `  ${column.name} ${column.type.toUpperCase()}${notNull}${byDefault}${commentText(column)}`;
}

function commentText({ comment }: ColumnNotes): string {
  return comment === undefined ? "" : ` COMMENT ${literal(comment)}`;
}

export function keyText({ name, kind, columns, references }: KeyNotes): string {
  return `  CONSTRAINT ${quoted(name)} ${keyClause(kind, columns, references)}`;
}

export function keyClause(
  kind: KeyNotes["kind"],
  columns: readonly string[],
  references: KeyNotes["references"],
): string {
  const list = (names: readonly string[]) => `(${names.map(quoted).join(", ")})`;
  if (!references) return `${kind} ${list(columns)}`;
  const { catalog, schema, table } = references.table;
  const to = references.columns.length > 0 ? ` ${list(references.columns)}` : "";
  return `${kind} ${list(columns)} REFERENCES ${[catalog, schema, table].map(quoted).join(".")}${to}`;
}

/** As Databricks reads it back. */
function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
