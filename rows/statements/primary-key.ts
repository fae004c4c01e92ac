import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Constraint names are unique in a schema, so they carry the table's name. */
export function primaryKeyName(table: Pick<ConfigTableSpec, "name">): string {
  return `pk_${table.name}`;
}

/** Adds the primary key to a table that was made without one. It informs, Databricks does not enforce it. */
export function addPrimaryKey(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "primaryKey">,
): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table.name)}`;
  const constraint = `ADD CONSTRAINT ${quoteIdentifier(primaryKeyName(table))}`;
  return { sql: `${target} ${constraint} PRIMARY KEY (${quoteIdentifier(table.primaryKey)})` };
}
