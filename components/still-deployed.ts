import type { PlannedAlert, SkippedAlert } from "../alerting/plan-alerts";
import type { AlertsApi } from "../databricks/alerts-api";

/**
 * The disabled rows that name no alert though theirs is in the workspace (its id was never written back, or was lost):
 * those are declared, paused, like any other disabled row. The workspace is asked only if there is such a row.
 */
export async function stillDeployed(
  skipped: readonly SkippedAlert[],
  api: AlertsApi,
): Promise<readonly PlannedAlert[]> {
  const candidates = skipped.flatMap(({ alert }) => alert ?? []);
  if (candidates.length === 0) {
    return [];
  }
  const remote = await api.list();
  return candidates.filter(({ definition: { displayName, parentPath } }) =>
    remote.some(
      ({ lifecycleState, definition }) =>
        lifecycleState === "ACTIVE" &&
        definition.displayName === displayName &&
        definition.parentPath === parentPath,
    ),
  );
}
