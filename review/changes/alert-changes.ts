import { storedRows } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { Meant } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { type RowEvent, rowEvents } from "../../rows/changes/change-feed";
import { changeNotes, type ChangeNotes } from "../../rows/changes/describe-changes";
import { type AlertChange, compareDefinitions, NO_COMPARISON } from "./alert-change";
import { type DeployedAlert, lastDeployed, lastRow } from "./deployed-alert";
import { deletedAlerts } from "./deleted-alerts";
import { type Deployment, hashOf } from "./deployment";
import { withDestinations } from "./destination-changes";
import { unreadableRows } from "./pair-alerts";

export interface AlertChanges {
  readonly changes: readonly AlertChange[];
  /** Alerts in the folder that neither belong to a row nor to one that was deleted. */
  readonly unclaimed: readonly RemoteAlert[];
  /** Who changed rows since the last sync, in one sentence. */
  readonly summary?: string;
}

/** What the next up does with each alert, and what somebody did with it in the workspace. */
export function alertChanges(deployment: Deployment): AlertChanges {
  const { pairs, plan, records, gone, context } = deployment;
  const { settings } = context;
  const events = rowEvents(records.feed);
  const compared = pairs.map(([planned, meant]) =>
    withDestinations(compare(planned, meant, events, deployment), deployment.destinations),
  );
  const unreadable = unreadableRows(deployment);
  const faulty = new Set(unreadable.map(({ alertId }) => alertId));
  const others = compared.filter(({ alertId }) => !faulty.has(alertId));
  const changed = others.filter(({ kind }) => kind === "changed" || kind === "added");
  const changedIds = new Set([...unreadable, ...changed].map(({ alertId }) => alertId));
  const changedRows = storedRows(plan).filter(({ alertId }) => changedIds.has(alertId));
  const notes = changeNotes(changedRows, gone, records, hashOf(deployment));
  const deleted = deletedAlerts(deployment, events, compared);
  const ids = new Set([...deleted, ...compared].flatMap(({ live }) => live?.id ?? []));
  return {
    changes: [...unreadable, ...deleted, ...others].map((change) => signed(change, notes)),
    unclaimed: deployment.unclaimed.filter(
      ({ id, definition }) => !ids.has(id) && definition.parentPath === settings.parentPath,
    ),
    ...(notes.summary !== undefined && { summary: notes.summary }),
  };
}

function compare(
  planned: PlannedAlert,
  { alert: live, fault }: Meant<RemoteAlert>,
  events: ReadonlyMap<string, readonly RowEvent[]>,
  { context, deployed }: Deployment,
): AlertChange {
  const { alertId, definition } = planned;
  const common = { alertId, planned, row: planned };
  if (fault !== undefined) {
    const faults = [{ table: ALERT_CONFIGURATIONS.name, row: alertId, rule: fault }];
    return { ...NO_COMPARISON, alertId, row: planned, kind: "unreadable", reason: `It ${fault}`, faults };
  }
  if (live === undefined) return { ...NO_COMPARISON, ...common, kind: "added" };

  const known = deployedAs(live.id, deployed);
  // An alert that is taken over, or was, stays in the folder where it is.
  const staysThere = known?.definition === undefined && context.settings.adoptForeign;
  const found = staysThere ? { ...live.definition, parentPath: definition.parentPath } : live.definition;
  const base = lastDeployed(known, found);
  const comparison = compareDefinitions(base, live.definition, definition);
  const { fields, drift } = comparison;
  const before = lastRow(planned, base.definition, events.get(alertId) ?? [], context);
  const isNamed = live.definition.displayName === definition.displayName;
  return {
    ...common,
    ...comparison,
    live,
    base: base.definition,
    kind: fields.length > 0 ? "changed" : drift.length > 0 ? "drifted" : "unchanged",
    isTakenOver:
      deployed === undefined ? planned.row.last_synced_hash === null || !isNamed : known === undefined,
    isBaseUnknown: !base.isKnown && fields.length > 0,
    ...(before !== undefined && { lastRow: before }),
  };
}

/** What the state knows of the alert, under whatever `alert_id`: a row may have got another one. */
function deployedAs(id: string, deployed: Deployment["deployed"]): DeployedAlert | undefined {
  return [...(deployed?.values() ?? [])].find((one) => one.id === id);
}

function signed(change: AlertChange, { byRow }: ChangeNotes): AlertChange {
  const note = byRow.get(change.alertId);
  return note === undefined ? change : { ...change, changedBy: note };
}
