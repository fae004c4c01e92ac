import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { columnComment } from "../../alerting/tables/column-comment";
import type { ColumnSpec } from "../../alerting/tables/column-spec";
import { quoteIdentifier } from "../../sql/quote-identifier";
import { sqlLiteral } from "../../sql/sql-literal";

/** Says on the column what it means. */
export function setColumnComment(
  names: TableNames,
  table: string,
  column: Pick<ColumnSpec, "name" | "business" | "technical">,
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} COMMENT ${sqlLiteral(columnComment(column))}` };
}
