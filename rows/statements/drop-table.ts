import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";

/** Drops the table with its rows. */
export function dropTable(names: TableNames, table: string): Statement {
  return { sql: `DROP TABLE IF EXISTS ${qualifiedName(names, table)}` };
}
