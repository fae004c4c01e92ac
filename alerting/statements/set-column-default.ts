import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";
import type { ColumnSpec } from "../tables/column-spec";
import { defaultExpression } from "./default-expression";
import { quoteIdentifier } from "./quote-identifier";

/** Gives a column its DEFAULT; rows that are there keep what they hold. */
export function setColumnDefault(
  names: TableNames,
  table: string,
  column: { readonly name: string; readonly default: NonNullable<ColumnSpec["default"]> },
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} SET DEFAULT ${defaultExpression(column.default)}` };
}
