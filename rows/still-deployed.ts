import type { AlertPlan, PlannedAlert } from "../alerting/plan-alerts";
import type { Settings } from "../settings/settings";
import { whichAlerts } from "../alerting/which-alert";
import type { AlertsApi } from "../databricks/alerts-api";

/**
 * The disabled rows that name no alert though theirs is in the workspace (its id was never written back, or was lost):
 * those are declared, paused, like any other disabled row. An alert that is a declared row's is not theirs, though they
 * may be copies of that row. The workspace is asked only if there is such a row.
 */
export async function stillDeployed(
  { alerts, skipped }: Pick<AlertPlan, "alerts" | "skipped">,
  api: Pick<AlertsApi, "list">,
  { parentPath, adoptForeign, adoptAlerts }: Pick<Settings, "parentPath" | "adoptForeign" | "adoptAlerts">,
): Promise<readonly PlannedAlert[]> {
  const taken = new Set(alerts.map(({ definition }) => definition.displayName));
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
  const active = (await api.list()).filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  const claims = new Map(
    alerts.flatMap(({ alertId, databricksAlertId: id }) => (id === undefined ? [] : [[alertId, id]])),
  );
  const meant = whichAlerts(active, { parentPath, adoptForeign, adoptAlerts, claims });
  return candidates.filter(
    ({ alertId, definition: { displayName } }) => meant({ alertId, displayName }).candidates.length > 0,
  );
}
