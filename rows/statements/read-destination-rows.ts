import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";

/** All destination rows. */
export function readDestinationRows(names: TableNames): Statement {
  const table = qualifiedName(names, NOTIFICATION_DESTINATIONS.name);
  return { sql: `SELECT * FROM ${table} ORDER BY destination_id` };
}
