import type { PlannedAlert } from "../../alerting/plan-alerts";
import type { RawRow } from "../../alerting/tables/row-reader";
import { possibleAlerts } from "../../databricks/possible-alerts";
import type { RemoteAlert } from "../../databricks/remote-alert";

export interface PairedAlerts {
  /** Each declared alert with the one that the next up will change; none: it will be made. */
  readonly pairs: readonly (readonly [PlannedAlert, RemoteAlert | undefined])[];
  /** Alerts in the folder that belong to no row, whatever becomes of the row. */
  readonly unclaimed: readonly RemoteAlert[];
}

export function pairAlerts(
  alerts: readonly PlannedAlert[],
  alertRows: readonly RawRow[],
  remote: readonly RemoteAlert[],
  parentPath: string,
): PairedAlerts {
  const active = remote.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  const claimed = new Set(alertRows.flatMap((row) => idOf(row) ?? []));
  const possible = possibleAlerts(active, claimed, parentPath);
  const pairs = alerts.map((planned) => {
    const { databricksAlertId, definition } = planned;
    const [live] = possible({ databricksAlertId, displayName: definition.displayName });
    return [planned, live] as const;
  });
  for (const [, live] of pairs) if (live !== undefined) claimed.add(live.id);
  const inFolder = active.filter(({ definition }) => definition.parentPath === parentPath);
  return { pairs, unclaimed: inFolder.filter(({ id }) => !claimed.has(id)) };
}

/** The alert that a row says it has. */
export function idOf(row: RawRow): string | undefined {
  const id = row["databricks_alert_id"];
  return typeof id === "string" && id.trim() !== "" ? id.trim() : undefined;
}
