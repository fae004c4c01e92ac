import { hashDefinition } from "./definition-fields";
import type { PlannedAlert } from "./planned-alert";

/**
 * Rows whose recorded status is not that of a deployed alert: no id, an error that may be mended since, or another
 * definition. Their status is written even where the alert itself does not change.
 *
 * Row → when its status was last written, as the row has it: a row that is out of date again is another case. One that was
 * deleted and inserted again is told from the one before by when it was made.
 */
export function staleRows(alerts: readonly PlannedAlert[]): ReadonlyMap<string, string> {
  const stale = alerts.filter(
    ({ row, databricksAlertId, definition }) =>
      databricksAlertId === undefined ||
      row.last_sync_status === "ERROR" ||
      row.last_sync_status === "DELETED" ||
      row.last_synced_hash !== hashDefinition(definition),
  );
  return new Map(stale.map(({ alertId, row }) => [alertId, row.last_synced_at ?? row.created_at ?? ""]));
}
