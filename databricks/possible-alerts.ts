import type { RemoteAlert } from "./remote-alert";

/** What a row says of its alert. */
export interface AlertOfRow {
  /** The id that it holds. */
  readonly databricksAlertId?: string | undefined;
  readonly displayName: string;
}

/**
 * Finds the alerts that a row could mean: by the id that it holds, else by the name that it gives, in the folder, unless
 * another row holds that alert's id. As the deployment itself looks (`providers/adoption.ts`).
 */
export function possibleAlerts(
  active: readonly RemoteAlert[],
  heldIds: ReadonlySet<string | undefined>,
  parentPath: string,
): (row: AlertOfRow) => readonly RemoteAlert[] {
  const byId = new Map(active.map((alert) => [alert.id, alert]));
  const byName = new Map<string, RemoteAlert[]>();
  for (const alert of active) {
    const { displayName, parentPath: folder } = alert.definition;
    if (folder !== parentPath || heldIds.has(alert.id)) continue;
    byName.set(displayName, [...(byName.get(displayName) ?? []), alert]);
  }
  return ({ databricksAlertId, displayName }) => {
    const held = byId.get(databricksAlertId ?? "");
    return held ? [held] : (byName.get(displayName) ?? []);
  };
}
