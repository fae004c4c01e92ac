import type { PlannedAlert } from "../../alerting/plan-alerts";
import { changeNotes, type ChangeNotes } from "../../alerting/row-changes/change-notes";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { rowEvents, type RowEvent } from "../../alerting/row-changes/row-event";
import type { RawRow } from "../../alerting/tables/row-reader";
import type { Meant } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { NO_COMPARISON, type AlertChange } from "./alert-change";
import { compareDefinitions } from "./compare-definitions";
import { deletedAlerts } from "./deleted-alerts";
import { hashOf, type Deployment } from "./deployment";
import { lastDeployed } from "./last-deployed";
import { unreadableRows } from "./unreadable-rows";

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
  const compared = pairs.map(([planned, meant]) =>
    compare(planned, meant, byId.get(planned.alertId) ?? {}, events, deployment),
  );
  const unreadable = unreadableRows(deployment);
  const changed = compared.filter(({ kind }) => kind === "changed" || kind === "added");
  const changedIds = new Set([...unreadable, ...changed].map(({ alertId }) => alertId));
  const changedRows = rows.tableRows.filter((row) => changedIds.has(String(row["alert_id"])));
  const notes = changeNotes(changedRows, gone, records, hashOf(deployment));
  const deleted = deletedAlerts(deployment, events);
  const ids = new Set(deleted.flatMap(({ live }) => live?.id ?? []));
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
  { alert, candidates, fault }: Meant<RemoteAlert>,
  row: RawRow,
  events: ReadonlyMap<string, readonly RowEvent[]>,
  { context }: Deployment,
): AlertChange {
  const { alertId, definition } = planned;
  const common = { alertId, planned, row };
  const wasDeployed = typeof row["last_synced_hash"] === "string";
  // What was deployed once is in the state: nobody asks whose it is.
  const live = alert ?? (wasDeployed ? candidates[0] : undefined);
  if (live === undefined && fault !== undefined) {
    const faults = [{ table: ALERT_CONFIGURATIONS.name, row: alertId, rule: fault }];
    return { ...NO_COMPARISON, alertId, row, kind: "unreadable", reason: `It ${fault}`, faults };
  }
  if (live === undefined) {
    return { ...NO_COMPARISON, ...common, kind: "added" };
  }
  const last = lastDeployed(row, definition, live.definition, events.get(alertId) ?? [], context);
  // An alert that is taken over, or was, stays in the folder where it is.
  const staysThere = last?.row === undefined && context.settings.adoptForeign;
  const found = staysThere
    ? { ...live.definition, parentPath: definition.parentPath }
    : (last?.definition ?? live.definition);
  const comparison = compareDefinitions(found, live.definition, definition);
  const { fields, drift } = comparison;
  return {
    ...common,
    ...comparison,
    live,
    kind: fields.length > 0 ? "changed" : drift.length > 0 ? "drifted" : "unchanged",
    isTakenOver: !wasDeployed,
    isBaseUnknown: last === undefined && fields.length > 0,
    ...(last?.row === undefined ? {} : { lastRow: last.row }),
  };
}

function signed(change: AlertChange, { byRow }: ChangeNotes): AlertChange {
  const note = byRow.get(change.alertId);
  return note === undefined ? change : { ...change, changedBy: note };
}
