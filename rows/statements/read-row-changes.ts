import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";

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
