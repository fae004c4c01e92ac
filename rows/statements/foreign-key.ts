import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ForeignKeySpec } from "../../alerting/tables/column-spec";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Constraint names are unique in a schema, so they carry both tables' names. */
export function foreignKeyName(table: string, key: ForeignKeySpec): string {
  return `fk_${table}_${key.references}`;
}

/** Adds a foreign key; both tables and the other one's primary key must be there. */
export function addForeignKey(names: TableNames, table: string, key: ForeignKeySpec): Statement {
  const target = `ALTER TABLE ${qualifiedName(names, table)}`;
  const constraint = `ADD CONSTRAINT ${quoteIdentifier(foreignKeyName(table, key))}`;
  const references = qualifiedName(names, key.references);
  return {
    sql: `${target} ${constraint} FOREIGN KEY (${quoteIdentifier(key.column)}) REFERENCES ${references}`,
  };
}
