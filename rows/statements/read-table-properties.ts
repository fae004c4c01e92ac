import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";

/** The table's properties as rows `key`, `value`; CHECK constraints are among them. */
export function readTableProperties(names: TableNames, table: string): Statement {
  return { sql: `SHOW TBLPROPERTIES ${qualifiedName(names, table)}` };
}
