import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";

/** Of the rows that name an alert: which, and what else it takes to tell whether they mean it. */
export function readNamedAlerts(names: TableNames): Statement {
  return {
    sql:
      `SELECT alert_id, databricks_alert_id, is_enabled, last_sync_status FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ` +
      "WHERE databricks_alert_id IS NOT NULL",
  };
}
