import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";

/** Drops the table with its rows. */
export function dropTable(names: TableNames, table: string): Statement {
  return { sql: `DROP TABLE IF EXISTS ${qualifiedName(names, table)}` };
}
