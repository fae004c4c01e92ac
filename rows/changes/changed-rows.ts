import type { LiveDefinition } from "../../alerting/definition";
import { fieldValue, hashDefinition, type ManagedField } from "../../alerting/definition-fields";
import type { AlertPlan } from "../../alerting/plan-alerts";
import { declaredBy, type PlannedAlert, type RowContext } from "../../alerting/planned-alert";
import type { Fault } from "../../alerting/row-faults";
import { unlikeFields } from "../../alerting/same-meaning";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { claimsOf, whichAlerts } from "../../alerting/which-alert";
import { activeAlerts, type AlertsApi } from "../../databricks/alerts-api";
import { npmCommandOf, type Place, runCommand } from "../../messages/advised-commands";
import { shownUpTo, shownValue } from "../../messages/words";
import type { Settings } from "../../settings/settings";

/** The rows of the table whose definition is not what was last synced, by `alert_id`. */
export function changedRows(alerts: readonly PlannedAlert[]): string[] {
  return alerts.flatMap(({ alertId, isPending, row, definition }) =>
    !isPending && row.last_synced_hash !== hashDefinition(definition) ? [alertId] : [],
  );
}

/** The alerts of these rows, and those whose rows are yet to be written. */
export function newOrChanged(alerts: readonly PlannedAlert[], changed: readonly string[]): PlannedAlert[] {
  return alerts.filter(({ alertId, isPending }) => isPending || changed.includes(alertId));
}

/** The hash of the definition that a row asks for, or asked for, if it asks for one. */
export function definitionHash(raw: RawRow, context: RowContext): string | undefined {
  const alert = declaredBy(raw, context);
  return alert && hashDefinition(alert.definition);
}

/** An alert in the workspace, as far as it can say what is deployed. */
interface LiveAlert {
  readonly id: string;
  readonly definition: LiveDefinition;
  readonly lifecycleState: "ACTIVE" | "DELETED";
}

/**
 * The rows that no alert of the workspace is like, by `alert_id`. A row's own `last_synced_hash` may be written by whoever
 * may write the row: what must not be passed over goes by the alerts. One that lives outside of the stack's folder speaks for no
 * row, as anybody may have made it; and all that the row could mean must be like it.
 */
export function unlikeLive(alerts: readonly PlannedAlert[], live: readonly LiveAlert[]): string[] {
  const active = live.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  return alerts.flatMap((alert) => {
    const { alertId, definition } = alert;
    const { displayName, parentPath } = definition;
    const claims = claimsOf([alert]);
    const meant = whichAlerts(active, { parentPath, adoptForeign: false, adoptAlerts: [], claims });
    const candidates = meant({ alertId, displayName }).candidates.filter(
      (one) => one.definition.parentPath === parentPath,
    );
    const isLike =
      candidates.length > 0 && candidates.every((one) => isDeployedAs(definition, one.definition));
    return isLike ? [] : [alertId];
  });
}

function isDeployedAs(wanted: LiveDefinition, live: LiveDefinition): boolean {
  // Letter by letter: what is taken for deployed is not read again.
  return wanted.queryText === live.queryText && driftedFields(wanted, live).length === 0;
}

/** Whom an alert runs as, and what an aggregate is called, is filled in by the service where the row does not say it. */
function driftedFields(wanted: LiveDefinition, live: LiveDefinition): ManagedField[] {
  const { name, aggregation } = live.evaluation.source;
  const unnamed =
    wanted.evaluation.source.display === undefined && aggregation !== undefined
      ? { ...live, evaluation: { ...live.evaluation, source: { name, aggregation } } }
      : live;
  return unlikeFields(unnamed, wanted).filter((field) => field !== "runAs" || wanted.runAs !== undefined);
}

/**
 * The rows of the table whose definition is not deployed, by `alert_id`: those that say so themselves, by what they were last
 * synced as, and of those that say that it is, the ones whose alert is another. The workspace is asked only if there is a row
 * that says that.
 *
 * @param unsynced the rows that say so themselves, as `changedRows` finds them
 */
export async function notDeployed(
  alerts: readonly PlannedAlert[],
  unsynced: readonly string[],
  api: Pick<AlertsApi, "list">,
): Promise<string[]> {
  const claiming = claimingRows(alerts, unsynced);
  const unlike = claiming.length === 0 ? [] : unlikeLive(claiming, await api.list());
  return [...new Set([...unsynced, ...unlike])];
}

/** Those that say of themselves that they are deployed as they stand. */
function claimingRows(alerts: readonly PlannedAlert[], unsynced: readonly string[]): PlannedAlert[] {
  const changed = new Set(unsynced);
  return alerts.filter(({ alertId, isPending }) => !isPending && !changed.has(alertId));
}

/**
 * The rows whose alert is not in the workspace any more, though they say that it is deployed: without a refresh the engine does not
 * know. The workspace is asked where `notDeployed` asks it.
 */
export async function goneAlerts(
  alerts: readonly PlannedAlert[],
  unsynced: readonly string[],
  api: Pick<AlertsApi, "list">,
): Promise<Fault[]> {
  if (claimingRows(alerts, unsynced).length === 0) return [];

  const active = await activeAlerts(api);
  const ids = new Set(active.map(({ id }) => id));
  return alerts.flatMap(({ alertId, databricksAlertId: id }) =>
    id === undefined || ids.has(id)
      ? []
      : [
          {
            table: ALERT_CONFIGURATIONS.name,
            row: alertId,
            column: "databricks_alert_id",
            value: id,
            rule:
              "is gone from the workspace, deleted there or in its trash: nobody is alerted. Unless this run makes it anew, " +
              `\`${runCommand("refresh")}\` and then \`${runCommand("up")}\` do`,
          },
        ],
  );
}

/**
 * Drift: alerts that somebody changed in the workspace, of rows that are as they were last deployed. Without a refresh the engine
 * does not know. The workspace is asked where `notDeployed` asks it.
 *
 * @param unlike the rows that `notDeployed` finds
 */
export async function driftedAlerts(
  alerts: readonly PlannedAlert[],
  unsynced: readonly string[],
  unlike: readonly string[],
  api: Pick<AlertsApi, "list">,
  place: Place,
): Promise<Fault[]> {
  const drifted = claimingRows(alerts, unsynced).filter(({ alertId }) => unlike.includes(alertId));
  if (drifted.length === 0) return [];

  const active = await activeAlerts(api);
  const live = new Map(active.map(({ id, definition }) => [id, definition]));
  return drifted.flatMap(({ alertId, databricksAlertId: id = "", definition: wanted }) => {
    const found = live.get(id);
    if (found === undefined) return [];
    const fields = driftedFields(wanted, found);
    if (fields.length === 0) return [];
    const values = fields.map(
      (field) => `${field} is ${valueOf(found, field)}, and ${valueOf(wanted, field)} by the row`,
    );
    const take = npmCommandOf("adopt", alertId, place);
    return [
      {
        table: ALERT_CONFIGURATIONS.name,
        row: alertId,
        rule:
          `drift: alert ${id} is otherwise than the row, though that says that it is deployed as it stands: ${values.join("; ")}. \`${runCommand("refresh")}\` and then ` +
          `\`${runCommand("up")}\` put it back, \`${take}\` takes it into the row`,
      },
    ];
  });
}

function valueOf(definition: LiveDefinition, field: ManagedField): string {
  return shownUpTo(shownValue(fieldValue(definition, field)), MOST_SHOWN);
}

/** So much is shown of each value. */
const MOST_SHOWN = 60;

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
    if (alert === undefined || taken.has(alert.definition.displayName)) return [];

    taken.add(alert.definition.displayName);
    return [alert];
  });
  if (candidates.length === 0) return [];

  const active = await activeAlerts(api);
  const claims = claimsOf(alerts);
  const meant = whichAlerts(active, { parentPath, adoptForeign, adoptAlerts, claims });
  return candidates.filter(
    ({ alertId, definition: { displayName } }) => meant({ alertId, displayName }).candidates.length > 0,
  );
}
