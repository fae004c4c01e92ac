import { hashDefinition } from "./definition-fields";
import type { PlannedAlert } from "./plan-alerts";
import type { RawRow } from "./tables/row-reader";

/**
 * Rows whose recorded status is not that of a deployed alert: no id, an error that may be mended since, or another
 * definition. Their status is written even where the alert itself does not change.
 *
 * Row → when its status was last written, as the row has it: a row that is out of date again is another case.
 */
export function staleRows(
  alertRows: readonly RawRow[],
  alerts: readonly PlannedAlert[],
): ReadonlyMap<string, string> {
  const rows = new Map(alertRows.map((row) => [row["alert_id"], row]));
  const stale = alerts.filter(({ alertId, databricksAlertId, definition }) => {
    const row = rows.get(alertId);
    const status = row?.["last_sync_status"];
    return (
      databricksAlertId === undefined ||
      status === "ERROR" ||
      status === "DELETED" ||
      row?.["last_synced_hash"] !== hashDefinition(definition)
    );
  });
  return new Map(stale.map(({ alertId }) => [alertId, writtenAt(rows.get(alertId))]));
}

/** A row that was deleted and inserted again is told from the one before by when it was made. */
function writtenAt(row: RawRow | undefined): string {
  const cell = row?.["last_synced_at"] ?? row?.["created_at"];
  return cell instanceof Date ? cell.toISOString() : typeof cell === "string" ? cell : "";
}
