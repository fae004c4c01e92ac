import type { AlertDefinition } from "../../alerting/definition";
import { changedFields, hashDefinition, hashFields } from "../../alerting/definition-fields";
import { type AlertPlan, planAlerts, type PlanInput, type PlannedAlert } from "../../alerting/plan-alerts";
import { isSameMeaning } from "../../alerting/same-meaning";
import type { RawRow } from "../../alerting/tables/row-reader";
import { whichAlerts } from "../../alerting/which-alert";
import type { AlertsApi } from "../../databricks/alerts-api";
import type { Settings } from "../../settings/settings";

/** The rows whose definition is not what was last synced, by `alert_id`. */
export function changedRows(tableRows: readonly RawRow[], alerts: readonly PlannedAlert[]): string[] {
  const synced = new Map(tableRows.map((row) => [row["alert_id"], row["last_synced_hash"] ?? null]));
  return alerts.flatMap(({ alertId, definition }) =>
    synced.has(alertId) && synced.get(alertId) !== hashDefinition(definition) ? [alertId] : [],
  );
}

/** The alerts of these rows, and those whose rows are yet to be written. */
export function newOrChanged(
  alerts: readonly PlannedAlert[],
  tableRows: readonly RawRow[],
  changed: readonly string[],
): PlannedAlert[] {
  const old = new Set(tableRows.map((row) => row["alert_id"]));
  return alerts.filter(({ alertId }) => !old.has(alertId) || changed.includes(alertId));
}

/** The hash of the definition that `row` asks for, if it asks for one. */
export function definitionHash(row: RawRow, context: Omit<PlanInput, "alertRows">): string | undefined {
  const [alert] = planAlerts({ ...context, alertRows: [row] }).alerts;
  return alert && hashDefinition(alert.definition);
}

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

/**
 * The rows of the table whose definition is not deployed, by `alert_id`: those that say so themselves, by what they were last
 * synced as, and of those that say that it is, the ones whose alert is another. The workspace is asked only if there is a row
 * that says that.
 *
 * @param unsynced the rows that say so themselves, as `changedRows` finds them
 */
export async function notDeployed(
  tableRows: readonly RawRow[],
  alerts: readonly PlannedAlert[],
  unsynced: readonly string[],
  api: Pick<AlertsApi, "list">,
): Promise<string[]> {
  const changed = new Set(unsynced);
  const present = new Set(tableRows.map((row) => row["alert_id"]));
  const claiming = alerts.filter(({ alertId }) => present.has(alertId) && !changed.has(alertId));
  const unlike = claiming.length === 0 ? [] : unlikeLive(claiming, await api.list());
  return [...changed, ...unlike];
}

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
