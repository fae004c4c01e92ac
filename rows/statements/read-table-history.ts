import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";

/** So many of the table's last versions are looked at. */
const MOST_VERSIONS = 500;

/**
 * The table's versions, the latest first: `version`, `timestamp`, `userName` and more.
 *
 * @see https://docs.databricks.com/aws/en/delta/history
 */
export function readTableHistory(names: TableNames, table: string): Statement {
  return { sql: `DESCRIBE HISTORY ${qualifiedName(names, table)} LIMIT ${MOST_VERSIONS}` };
}
