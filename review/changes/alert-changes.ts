import type { PlannedAlert } from "../../alerting/plan-alerts";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { Meant } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { type RowEvent, rowEvents } from "../../rows/changes/change-feed";
import { changeNotes, type ChangeNotes } from "../../rows/changes/describe-changes";
import { type AlertChange, compareDefinitions, NO_COMPARISON } from "./alert-change";
import { type DeployedAlert, lastDeployed, lastRow } from "./deployed-alert";
import { deletedAlerts } from "./deleted-alerts";
import { activeAlerts, type Deployment, hashOf } from "./deployment";
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
  const { pairs, rows, records, gone, context } = deployment;
  const { settings } = context;
  const events = rowEvents(records.feed);
  const byId = new Map(rows.alertRows.map((row) => [String(row["alert_id"]), row]));
  const active = activeAlerts(deployment);
  const compared = pairs.map(([planned, meant]) =>
    withDestinations(
      compare(planned, meant, byId.get(planned.alertId) ?? {}, events, deployment, active),
      deployment.destinations,
    ),
  );
  const unreadable = unreadableRows(deployment);
  const changed = compared.filter(({ kind }) => kind === "changed" || kind === "added");
  const changedIds = new Set([...unreadable, ...changed].map(({ alertId }) => alertId));
  const changedRows = rows.tableRows.filter((row) => changedIds.has(String(row["alert_id"])));
  const notes = changeNotes(changedRows, gone, records, hashOf(deployment));
  const deleted = deletedAlerts(deployment, events, compared);
  const ids = new Set([...deleted, ...compared].flatMap(({ live }) => live?.id ?? []));
  return {
    changes: [...unreadable, ...deleted, ...compared].map((change) => signed(change, notes)),
    unclaimed: deployment.unclaimed.filter(
      ({ id, definition }) => !ids.has(id) && definition.parentPath === settings.parentPath,
    ),
    ...(notes.summary === undefined ? {} : { summary: notes.summary }),
  };
}

function compare(
  planned: PlannedAlert,
  meant: Meant<RemoteAlert>,
  row: RawRow,
  events: ReadonlyMap<string, readonly RowEvent[]>,
  { context, deployed }: Deployment,
  active: ReadonlyMap<string, RemoteAlert>,
): AlertChange {
  const { alertId, definition } = planned;
  const common = { alertId, planned, row };
  const own = deployed?.get(alertId);
  const live = active.get(own?.id ?? "") ?? meantAlert(row, meant, deployed);
  if (live === undefined && meant.fault !== undefined) {
    const faults = [{ table: ALERT_CONFIGURATIONS.name, row: alertId, rule: meant.fault }];
    return { ...NO_COMPARISON, alertId, row, kind: "unreadable", reason: `It ${meant.fault}`, faults };
  }
  if (live === undefined) {
    return { ...NO_COMPARISON, ...common, kind: "added" };
  }
  const known = deployedAs(live.id, deployed);
  // An alert that is taken over, or was, stays in the folder where it is.
  const staysThere = known?.definition === undefined && context.settings.adoptForeign;
  const found = staysThere ? { ...live.definition, parentPath: definition.parentPath } : live.definition;
  const base = lastDeployed(known, found);
  const comparison = compareDefinitions(base, live.definition, definition);
  const { fields, drift } = comparison;
  const before = lastRow(row, base.definition, events.get(alertId) ?? [], context);
  const isNamed = live.definition.displayName === definition.displayName;
  return {
    ...common,
    ...comparison,
    live,
    base: base.definition,
    kind: fields.length > 0 ? "changed" : drift.length > 0 ? "drifted" : "unchanged",
    isTakenOver:
      deployed === undefined ? typeof row["last_synced_hash"] !== "string" || !isNamed : known === undefined,
    isBaseUnknown: !base.isKnown && fields.length > 0,
    ...(before === undefined ? {} : { lastRow: before }),
  };
}

/** Without a state a row that says that it was deployed is believed that its alert is not in doubt, and nothing more. */
function meantAlert(
  row: RawRow,
  { alert, candidates }: Meant<RemoteAlert>,
  deployed: Deployment["deployed"],
): RemoteAlert | undefined {
  const saysSo = deployed === undefined && typeof row["last_synced_hash"] === "string";
  return alert ?? (saysSo ? candidates[0] : undefined);
}

/** What the state knows of the alert, under whatever `alert_id`: a row may have got another one. */
function deployedAs(id: string, deployed: Deployment["deployed"]): DeployedAlert | undefined {
  return [...(deployed?.values() ?? [])].find((one) => one.id === id);
}

function signed(change: AlertChange, { byRow }: ChangeNotes): AlertChange {
  const note = byRow.get(change.alertId);
  return note === undefined ? change : { ...change, changedBy: note };
}
