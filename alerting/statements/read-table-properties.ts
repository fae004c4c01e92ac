import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";

/** The table's properties as rows `key`, `value`; CHECK constraints are among them. */
export function readTableProperties(names: TableNames, table: string): Statement {
  return { sql: `SHOW TBLPROPERTIES ${qualifiedName(names, table)}` };
}
