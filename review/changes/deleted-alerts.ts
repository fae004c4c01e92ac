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
  const { rows, plan, unclaimed, gone, deployed, context } = deployment;
  if (context.settings.deletionPolicy === "keep") return [];
  const active = activeAlerts(deployment);
  const reasons = new Map(plan.skipped.map(({ alertId, reason }) => [alertId, reason]));
  const rowOf = new Map(rows.alertRows.map((row) => [String(row["alert_id"]), row]));
  const kept = new Set(compared.flatMap(({ live }) => live?.id ?? []));
  const lastRowOf = (alertId: string) => events.get(alertId)?.at(-1)?.before;
  const idOf = (alertId: string, row: AlertChange["row"]) =>
    deployed === undefined ? row && namedAlert(row) : deployed.get(alertId)?.id;
  const disabled = [...reasons].flatMap(([alertId, reason]) => {
    const row = rowOf.get(alertId);
    const live = active.get(idOf(alertId, row) ?? "");
    return live === undefined || kept.has(live.id) ? [] : [deleted(alertId, live, `${reason}.`, row)];
  });
  const goneRows = gone.flatMap((alertId) => {
    const row = lastRowOf(alertId);
    const id = idOf(alertId, row);
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
  return { ...NO_COMPARISON, alertId, kind: "deleted", live, reason, ...(row === undefined ? {} : { row }) };
}
