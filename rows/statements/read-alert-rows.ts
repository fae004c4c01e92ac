import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";

/** All alert rows. `*`, since a table of the earlier framework lacks columns that a list would name. */
export function readAlertRows(names: TableNames): Statement {
  return { sql: `SELECT * FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ORDER BY alert_id` };
}
