import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
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

/** What of a destination's row is compared before it is deleted; it has no more cells that people write, but the key. */
const COMPARED = ["destination_name", "destination_type", "databricks_destination_id", "owner"] as const;

export type PlainDestination = Readonly<Record<"destination_id" | (typeof COMPARED)[number], string>>;

/** Deletes destinations that say just this still, and that no alert row names: either may have changed since it was looked at. */
export function deleteUnusedDestinations(
  names: TableNames,
  destinations: readonly PlainDestination[],
): Statement {
  const columns = ["destination_id", ...COMPARED].map((name) => ({ name, type: "STRING" }));
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, NOTIFICATION_DESTINATIONS.name)} AS t`,
      `USING (SELECT d.* FROM ${rowsSource("rows", columns)} AS d WHERE NOT EXISTS (`,
      `  SELECT 1 FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS a`,
      "  WHERE array_contains(a.`notification_channels`, d.`destination_id`))) AS s",
      "ON t.`destination_id` = s.`destination_id`",
      `WHEN MATCHED AND ${COMPARED.map((name) => `t.\`${name}\` <=> s.\`${name}\``).join(" AND ")} AND t.\`config_json\` IS NULL THEN DELETE`,
    ].join("\n"),
    parameters: { rows: JSON.stringify(destinations) },
  };
}
