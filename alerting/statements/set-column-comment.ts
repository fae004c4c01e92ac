import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";
import { columnComment } from "../tables/column-comment";
import type { ColumnSpec } from "../tables/column-spec";
import { quoteIdentifier } from "./quote-identifier";
import { sqlLiteral } from "./sql-literal";

/** Says on the column what it means. */
export function setColumnComment(
  names: TableNames,
  table: string,
  column: Pick<ColumnSpec, "name" | "business" | "technical">,
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} COMMENT ${sqlLiteral(columnComment(column))}` };
}
