import type { AlertPlan, PlannedAlert } from "../alerting/plan-alerts";
import type { AlertsApi } from "./alerts-api";

/**
 * The disabled rows that name no alert though theirs is in the workspace (its id was never written back, or was lost):
 * those are declared, paused, like any other disabled row. An alert that is a declared row's is not theirs, though they
 * may be copies of that row. The workspace is asked only if there is such a row.
 */
export async function stillDeployed(
  { alerts, skipped }: Pick<AlertPlan, "alerts" | "skipped">,
  api: Pick<AlertsApi, "list">,
): Promise<readonly PlannedAlert[]> {
  const taken = new Set(alerts.map(({ definition }) => definition.displayName));
  const claimed = new Set(alerts.map(({ databricksAlertId }) => databricksAlertId));
  const candidates = skipped.flatMap(({ alert }) => {
    if (alert === undefined || taken.has(alert.definition.displayName)) {
      return [];
    }
    taken.add(alert.definition.displayName);
    return [alert];
  });
  if (candidates.length === 0) {
    return [];
  }
  const remote = await api.list();
  return candidates.filter(({ definition: { displayName, parentPath } }) =>
    remote.some(
      ({ id, lifecycleState, definition }) =>
        lifecycleState === "ACTIVE" &&
        !claimed.has(id) &&
        definition.displayName === displayName &&
        definition.parentPath === parentPath,
    ),
  );
}
