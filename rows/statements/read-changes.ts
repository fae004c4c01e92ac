import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier } from "../../sql/quoting";

/** So many rows of the feed are read, the latest first. */
export const MOST_FEED_ROWS = 2_000;

/**
 * What the change data feed says of the given alerts' rows since a version of the table.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/table_changes
 */
export function readRowChanges(
  names: TableNames,
  fromVersion: number,
  alertIds: readonly string[],
): Statement {
  return {
    sql: [
      "SELECT * FROM table_changes(:feed, :from_version)",
      "WHERE alert_id IN (SELECT explode(from_json(:alert_ids, 'ARRAY<STRING>')))",
      `ORDER BY _commit_version DESC LIMIT ${MOST_FEED_ROWS}`,
    ].join("\n"),
    parameters: {
      feed: qualifiedName(names, ALERT_CONFIGURATIONS.name),
      from_version: fromVersion,
      alert_ids: JSON.stringify(alertIds),
    },
  };
}

/**
 * The rows that were deleted since a version of the table and that had one of the given alerts.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/table_changes
 */
export function readDeletedRows(
  names: TableNames,
  fromVersion: number,
  databricksAlertIds: readonly string[],
): Statement {
  return {
    sql: [
      "SELECT * FROM table_changes(:feed, :from_version)",
      "WHERE _change_type = 'delete'",
      "AND databricks_alert_id IN (SELECT explode(from_json(:databricks_alert_ids, 'ARRAY<STRING>')))",
      `ORDER BY _commit_version DESC LIMIT ${MOST_FEED_ROWS}`,
    ].join("\n"),
    parameters: {
      feed: qualifiedName(names, ALERT_CONFIGURATIONS.name),
      from_version: fromVersion,
      databricks_alert_ids: JSON.stringify(databricksAlertIds),
    },
  };
}

/**
 * The newest version of a table: a row with its `timestamp`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/delta-describe-history
 */
export function readLastChange(nameParts: readonly string[]): Statement {
  return { sql: `DESCRIBE HISTORY ${nameParts.map(quoteIdentifier).join(".")} LIMIT 1` };
}

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
