import { namedAlert } from "../../alerting/which-alert";
import type { RowEvent } from "../../alerting/row-changes/row-event";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { NO_COMPARISON, type AlertChange } from "./alert-change";
import type { Deployment } from "./deployment";

/**
 * Alerts that the next up deletes: of rows that were deleted, and of disabled ones with the setting deleteDisabled. None
 * where the setting deletionPolicy keeps them.
 */
export function deletedAlerts(
  { rows, plan, remote, unclaimed, gone, context }: Deployment,
  events: ReadonlyMap<string, readonly RowEvent[]>,
): AlertChange[] {
  if (context.settings.deletionPolicy === "keep") return [];
  const active = new Map(
    remote
      .filter(({ lifecycleState }) => lifecycleState === "ACTIVE")
      .map((alert) => [alert.id, alert] as const),
  );
  const reasons = new Map(plan.skipped.map(({ alertId, reason }) => [alertId, reason]));
  const disabled = rows.alertRows.flatMap((row) => {
    const alertId = String(row["alert_id"]);
    const reason = reasons.get(alertId);
    const live = active.get(namedAlert(row) ?? "");
    return reason === undefined || live === undefined ? [] : [deleted(alertId, live, `${reason}.`, row)];
  });
  const goneRows = gone.flatMap((alertId) => {
    const row = events.get(alertId)?.at(-1)?.before;
    const live = unclaimed.find(({ id }) => row !== undefined && id === namedAlert(row));
    return live === undefined ? [] : [deleted(alertId, live, "Its row was deleted.", row)];
  });
  return [...goneRows, ...disabled];
}

function deleted(alertId: string, live: RemoteAlert, reason: string, row: AlertChange["row"]): AlertChange {
  return { ...NO_COMPARISON, alertId, kind: "deleted", live, reason, ...(row === undefined ? {} : { row }) };
}
