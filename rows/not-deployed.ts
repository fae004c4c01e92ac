import type { PlannedAlert } from "../alerting/plan-alerts";
import { unlikeLive } from "./changes/unlike-live";
import type { RawRow } from "../alerting/tables/row-reader";
import type { AlertsApi } from "../databricks/alerts-api";

/**
 * The rows of the table whose definition is not deployed, by `alert_id`: those that say so themselves, by what they were last
 * synced as, and of those that say that it is, the ones whose alert is another. The workspace is asked only if there is a row
 * that says that.
 *
 * @param unsynced the rows that say so themselves, as `changedRows` finds them
 */
export async function notDeployed(
  tableRows: readonly RawRow[],
  alerts: readonly PlannedAlert[],
  unsynced: readonly string[],
  api: Pick<AlertsApi, "list">,
): Promise<string[]> {
  const changed = new Set(unsynced);
  const present = new Set(tableRows.map((row) => row["alert_id"]));
  const claiming = alerts.filter(({ alertId }) => present.has(alertId) && !changed.has(alertId));
  const unlike = claiming.length === 0 ? [] : unlikeLive(claiming, await api.list());
  return [...changed, ...unlike];
}
