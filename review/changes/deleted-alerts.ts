import { readAlertRow } from "../../alerting/planned-alert";
import { namedAlert } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { type RowEvent } from "../../rows/changes/change-feed";
import { type AlertChange, NO_COMPARISON } from "./alert-change";
import { activeAlerts, type Deployment } from "./deployment";

/**
 * Alerts that the next up deletes: of rows that were deleted, and of disabled ones with the setting deleteDisabled. None
 * where the setting deletionPolicy keeps them. The state knows which those are; without one the change data feed and the
 * rows may.
 */
export function deletedAlerts(
  deployment: Deployment,
  events: ReadonlyMap<string, readonly RowEvent[]>,
  compared: readonly AlertChange[],
): AlertChange[] {
  const { plan, unclaimed, gone, deployed, context } = deployment;
  if (context.settings.deletionPolicy === "keep") return [];
  const active = activeAlerts(deployment);
  const kept = new Set(compared.flatMap(({ live }) => live?.id ?? []));
  const idOf = (alertId: string, named: string | undefined) =>
    deployed === undefined ? named : deployed.get(alertId)?.id;
  const disabled = plan.skipped.flatMap((row) => {
    const live = active.get(idOf(row.alertId, row.databricksAlertId) ?? "");
    return live === undefined || kept.has(live.id) ? [] : [deleted(row.alertId, live, `${row.reason}.`, row)];
  });
  const goneRows = gone.flatMap((alertId) => {
    const before = events.get(alertId)?.at(-1)?.before;
    const row = before && readAlertRow(before);
    const id = idOf(alertId, row && namedAlert(row.row));
    const live = deployed === undefined ? unclaimed.find((one) => one.id === id) : active.get(id ?? "");
    return live === undefined || kept.has(live.id)
      ? []
      : [deleted(alertId, live, "Its row was deleted.", row)];
  });
  return [...goneRows, ...disabled];
}

export function deleted(
  alertId: string,
  live: RemoteAlert,
  reason: string,
  row: AlertChange["row"],
): AlertChange {
  return { ...NO_COMPARISON, alertId, kind: "deleted", live, reason, ...(row !== undefined && { row }) };
}
