import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { quoteIdentifier } from "../../sql/quote-identifier";

/** Refuses NULL in the column from now on; fails when a row has it. */
export function setColumnNotNull(names: TableNames, table: string, column: string): Statement {
  return {
    sql: `ALTER TABLE ${qualifiedName(names, table)} ALTER COLUMN ${quoteIdentifier(column)} SET NOT NULL`,
  };
}
