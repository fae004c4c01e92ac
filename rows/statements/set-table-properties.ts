import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { sqlLiteral } from "../../sql/sql-literal";

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

/** `'key' = 'value', …`. */
export function propertyList(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${sqlLiteral(key)} = ${sqlLiteral(value)}`)
    .join(", ");
}
