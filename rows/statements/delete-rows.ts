import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Statement } from "../../databricks/run-statement";
import { rowsSource } from "./write-rows";

/**
 * Deletes rows that no up has deployed: of one that was deployed since it was looked at, the alert would be deleted with it. A row of
 * a pack stays, too.
 *
 * @param deployedToo where the alerts of deployed ones are kept
 */
export function deleteUndeployedRows(
  names: TableNames,
  alertIds: readonly string[],
  { deployedToo }: { readonly deployedToo: boolean },
): Statement {
  const undeployed = deployedToo ? "" : " AND t.last_synced_at IS NULL AND t.last_sync_status IS NULL";
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("rows", [{ name: "alert_id", type: "STRING" }])} AS s`,
      "ON t.`alert_id` = s.`alert_id`",
      `WHEN MATCHED AND t.managed_by IS NULL${undeployed} THEN DELETE`,
    ].join("\n"),
    parameters: { rows: JSON.stringify(alertIds.map((alert_id) => ({ alert_id }))) },
  };
}
