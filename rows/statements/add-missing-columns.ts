import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { columnComment } from "../../alerting/tables/column-comment";
import type { ColumnSpec } from "../../alerting/tables/column-spec";
import { quoteIdentifier } from "../../sql/quote-identifier";
import { sqlLiteral } from "../../sql/sql-literal";

/** Adds columns to a table that has rows: so neither NOT NULL nor DEFAULT can stand here. */
export function addMissingColumns(
  names: TableNames,
  table: string,
  columns: readonly Pick<ColumnSpec, "name" | "type" | "business" | "technical">[],
): Statement {
  const definitions = columns.map(
    (column) => `${quoteIdentifier(column.name)} ${column.type} COMMENT ${sqlLiteral(columnComment(column))}`,
  );
  return { sql: `ALTER TABLE ${qualifiedName(names, table)} ADD COLUMNS (${definitions.join(", ")})` };
}
