import type { Statement } from "../statement";
import { qualifiedName, type TableNames } from "../table-names";
import { ALERT_CONFIGURATIONS } from "../tables/alert-configurations";

/** `alert_id` and `databricks_alert_id` of the rows that name an alert. */
export function readNamedAlerts(names: TableNames): Statement {
  return {
    sql:
      `SELECT alert_id, databricks_alert_id FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ` +
      "WHERE databricks_alert_id IS NOT NULL",
  };
}
