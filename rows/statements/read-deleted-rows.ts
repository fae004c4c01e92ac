import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { MOST_FEED_ROWS } from "./read-row-changes";

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
