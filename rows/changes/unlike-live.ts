import type { AlertDefinition } from "../../alerting/definition";
import { changedFields, hashFields } from "../../alerting/definition-fields";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { isSameMeaning } from "../../alerting/same-meaning";

/** An alert in the workspace, as far as it can say what is deployed. */
interface LiveAlert {
  readonly id: string;
  readonly definition: AlertDefinition;
  readonly lifecycleState: "ACTIVE" | "DELETED";
}

/**
 * The rows that no alert of the workspace is like, by `alert_id`. A row's own `last_synced_hash` may be written by whoever
 * may write the row: what must not be passed over goes by the alerts. One that lives outside of the stack's folder speaks for no
 * row, as anybody may have made it; and all that the row could mean must be like it.
 */
export function unlikeLive(alerts: readonly PlannedAlert[], live: readonly LiveAlert[]): string[] {
  const active = live.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  const byId = new Map(active.map((alert) => [alert.id, alert]));
  const byName = new Map<string, LiveAlert[]>();
  for (const alert of active) {
    const { displayName } = alert.definition;
    byName.set(displayName, [...(byName.get(displayName) ?? []), alert]);
  }
  return alerts.flatMap(({ alertId, databricksAlertId = "", definition }) => {
    const { displayName, parentPath } = definition;
    const meant = [byId.get(databricksAlertId), ...(byName.get(displayName) ?? [])].filter(
      (alert) => alert?.definition.parentPath === parentPath,
    );
    const isLike =
      meant.length > 0 && meant.every((alert) => alert && isDeployedAs(definition, alert.definition));
    return isLike ? [] : [alertId];
  });
}

/** Whom an alert runs as, and what an aggregate is called, is filled in by the service where the row does not say it. */
function isDeployedAs(wanted: AlertDefinition, live: AlertDefinition): boolean {
  const { name, aggregation } = live.evaluation.source;
  const unnamed =
    wanted.evaluation.source.display === undefined && aggregation !== undefined
      ? { ...live, evaluation: { ...live.evaluation, source: { name, aggregation } } }
      : live;
  // Letter by letter: what is taken for deployed is not read again.
  if (wanted.queryText !== live.queryText) return false;
  return changedFields(hashFields(unnamed), hashFields(wanted)).every(
    (field) => isSameMeaning(field, wanted, live) || (field === "runAs" && wanted.runAs === undefined),
  );
}
