import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { RemoteAlert } from "../../databricks/remote-alert";

export interface PairedAlerts {
  /** Each declared alert with the one that the next up will change; none: it will be made. */
  readonly pairs: readonly (readonly [PlannedAlert, RemoteAlert | undefined])[];
  /** Alerts in the folder that belong to no row, whatever becomes of the row. */
  readonly unclaimed: readonly RemoteAlert[];
}

/** By the id that the row holds, else by the name that it gives, in the folder: as the deployment itself looks. */
export function pairAlerts(
  alerts: readonly PlannedAlert[],
  alertRows: readonly RawRow[],
  remote: readonly RemoteAlert[],
  parentPath: string,
): PairedAlerts {
  const active = remote.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  const inFolder = active.filter(({ definition }) => definition.parentPath === parentPath);
  const byId = new Map(active.map((alert) => [alert.id, alert]));
  const byName = new Map(inFolder.map((alert) => [alert.definition.displayName, alert]));
  const claimed = new Set(alertRows.flatMap((row) => idOf(row) ?? []));
  const pairs = alerts.map((planned) => {
    const named = byId.get(planned.databricksAlertId ?? "");
    const live = named ?? unlessClaimed(byName.get(planned.definition.displayName), claimed);
    return [planned, live] as const;
  });
  for (const [, live] of pairs) if (live !== undefined) claimed.add(live.id);
  return { pairs, unclaimed: inFolder.filter(({ id }) => !claimed.has(id)) };
}

/** The alert that a row says it has. */
export function idOf(row: RawRow): string | undefined {
  const id = row["databricks_alert_id"];
  return typeof id === "string" && id.trim() !== "" ? id.trim() : undefined;
}

function unlessClaimed(alert: RemoteAlert | undefined, claimed: ReadonlySet<string>) {
  return alert !== undefined && claimed.has(alert.id) ? undefined : alert;
}
