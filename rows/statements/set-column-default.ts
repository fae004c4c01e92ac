import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ColumnSpec } from "../../alerting/tables/column-spec";
import { defaultExpression } from "./default-expression";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Gives a column its DEFAULT; rows that are there keep what they hold. */
export function setColumnDefault(
  names: TableNames,
  table: string,
  column: { readonly name: string; readonly default: NonNullable<ColumnSpec["default"]> },
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} SET DEFAULT ${defaultExpression(column.default)}` };
}
