import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { columnComment, type ColumnSpec, type ConfigTableSpec } from "../../alerting/tables/column-spec";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier, sqlLiteral } from "../../sql/quoting";
import { defaultExpression, propertyList } from "./define-tables";

/** Says on the column what it means. */
export function setColumnComment(
  names: TableNames,
  table: string,
  column: Pick<ColumnSpec, "name" | "business" | "technical">,
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} COMMENT ${sqlLiteral(columnComment(column))}` };
}

/** Gives a column its DEFAULT; rows that are there keep what they hold. */
export function setColumnDefault(
  names: TableNames,
  table: string,
  column: { readonly name: string; readonly default: NonNullable<ColumnSpec["default"]> },
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
  return { sql: `${target} SET DEFAULT ${defaultExpression(column.default)}` };
}

/** Refuses NULL in the column from now on; fails when a row has it. */
export function setColumnNotNull(names: TableNames, table: string, column: string): Statement {
  return {
    sql: `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL`,
  };
}

/** Says on the table what it is. */
export function setTableComment(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "comment">,
): Statement {
  return { sql: `COMMENT ON TABLE ${qualifiedName(names, table.name)} IS ${sqlLiteral(table.comment)}` };
}

/** Sets the given properties; others stay as they are. */
export function setTableProperties(
  names: TableNames,
  table: string,
  properties: Readonly<Record<string, string>>,
): Statement {
  return {
    sql: `ALTER TABLE ${qualifiedName(names, table)} SET TBLPROPERTIES (${propertyList(properties)})`,
  };
}
