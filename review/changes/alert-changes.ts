import type { PlannedAlert } from "../../alerting/plan-alerts";
import { changeNotes, type ChangeNotes } from "../../alerting/row-changes/change-notes";
import { rowEvents, type RowEvent } from "../../alerting/row-changes/row-event";
import type { RawRow } from "../../alerting/tables/row-reader";
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
  const { pairs, rows, records, gone } = deployment;
  const events = rowEvents(records.feed);
  const byId = new Map(rows.alertRows.map((row) => [String(row["alert_id"]), row]));
  const compared = pairs.map(([planned, live]) =>
    compare(planned, live, byId.get(planned.alertId) ?? {}, events, deployment),
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
    unclaimed: deployment.unclaimed.filter(({ id }) => !ids.has(id)),
    ...(notes.summary === undefined ? {} : { summary: notes.summary }),
  };
}

function compare(
  planned: PlannedAlert,
  live: RemoteAlert | undefined,
  row: RawRow,
  events: ReadonlyMap<string, readonly RowEvent[]>,
  { context }: Deployment,
): AlertChange {
  const { alertId, definition } = planned;
  const common = { alertId, planned, row };
  if (live === undefined) return { ...NO_COMPARISON, ...common, kind: "added" };
  const last = lastDeployed(row, definition, live.definition, events.get(alertId) ?? [], context);
  const comparison = compareDefinitions(last?.definition ?? live.definition, live.definition, definition);
  const { fields, drift } = comparison;
  return {
    ...common,
    ...comparison,
    live,
    kind: fields.length > 0 ? "changed" : drift.length > 0 ? "drifted" : "unchanged",
    isBaseUnknown: last === undefined && fields.length > 0,
    ...(last?.row === undefined ? {} : { lastRow: last.row }),
  };
}

function signed(change: AlertChange, { byRow }: ChangeNotes): AlertChange {
  const note = byRow.get(change.alertId);
  return note === undefined ? change : { ...change, changedBy: note };
}
