import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import type { Statement } from "../../databricks/run-statement";

/** All alert rows. `*`, since a table of the earlier framework lacks columns that a list would name. */
export function readAlertRows(names: TableNames): Statement {
  return { sql: `SELECT * FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ORDER BY alert_id` };
}

/** All destination rows. */
export function readDestinationRows(names: TableNames): Statement {
  const table = qualifiedName(names, NOTIFICATION_DESTINATIONS.name);
  return { sql: `SELECT * FROM ${table} ORDER BY destination_id` };
}

/** Of the rows that name an alert: which, and what else it takes to tell whether they mean it. */
export function readNamedAlerts(names: TableNames): Statement {
  return {
    sql:
      `SELECT alert_id, databricks_alert_id, is_enabled, last_sync_status FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} ` +
      "WHERE databricks_alert_id IS NOT NULL",
  };
}

/**
 * The names and types of the columns that the query gives. The warehouse resolves every name of it and runs nothing, and
 * refuses a text that is anything else than one query. Rows of `col_name`, `data_type`.
 *
 * The text stands alone, at the end: inside of parentheses of ours it could close them.
 *
 * EXPLAIN would tell of names that do not resolve in its text only, and of the columns without their types in a form that is
 * not documented; `SELECT … WHERE 1 = 0` would be run.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export function describeQuery(query: string): Statement {
  return { sql: `DESCRIBE QUERY\n${query}` };
}
