import type { Settings } from "../settings/settings";
import { displayName } from "./fields/name";
import type { AlertPlan } from "./plan-alerts";
import type { AlertCandidate, PlannedAlert } from "./planned-alert";
import { groupBy } from "../messages/group-by";
import { type Fault, formatCell, isOfRow } from "./row-faults";
import { type ActiveAlert, claimsOf, whichAlerts } from "./which-alert";

/** A row with faults that holds up no other (setting `faultyRows`: keep). */
export interface FaultyRow {
  /** Its `alert_id`; of a row that has none that can be read, how messages name it. */
  readonly alertId: string;
  /** Its faults, as `last_sync_error` has them. */
  readonly error: string;
  /** The row says so already, from a run before. */
  readonly isTold: boolean;
  /** The alert that stays as it is. Left out where the row has none yet: it gets none either. */
  readonly kept?: KeptAlert;
}

export interface KeptAlert {
  /** As the row has it. */
  readonly databricksAlertId?: string;
  /** What the row would have it called; empty where that cannot be read. */
  readonly displayName: string;
}

/** `last_sync_error` holds at most as many characters. */
export const MAX_SYNC_ERROR_LENGTH = 1_900;

/** Which rows of `alert_configurations` have faults, and what becomes of each: one a row, also where two share an `alert_id`. */
export function faultyRows(
  faults: readonly Fault[],
  { rows }: Pick<AlertPlan, "rows">,
  active: readonly ActiveAlert[],
  { parentPath, adoptForeign, adoptAlerts }: Pick<Settings, "parentPath" | "adoptForeign" | "adoptAlerts">,
): readonly FaultyRow[] {
  const meant = whichAlerts(active, { parentPath, adoptForeign, adoptAlerts, claims: claimsOf(rows) });
  const byRow = groupBy(faults.filter(isOfRow), ({ row }) => row);
  const found = new Map<string, FaultyRow>();
  for (const candidate of rows) {
    const { notes, row, databricksAlertId } = candidate;
    const own = byRow.get(notes.row);
    if (own === undefined) continue;
    const alertId = notes.isBroken("alert_id") || row.alert_id === "" ? notes.row : row.alert_id;
    const before = found.get(alertId);
    const said = [...(before ? [before.error] : []), ...own.map(formatCell)].join("; ");
    const error = said.slice(0, MAX_SYNC_ERROR_LENGTH);
    const name = nameOf(candidate);
    const hasAlert =
      databricksAlertId !== undefined || meant({ alertId, displayName: name }).alert !== undefined;
    const kept = hasAlert ? { ...named(databricksAlertId), displayName: name } : before?.kept;
    found.set(alertId, {
      alertId,
      error,
      isTold: row.last_sync_status === "ERROR" && row.last_sync_error === error,
      ...(kept && { kept }),
    });
  }
  return [...found.values()];
}

/** What may be declared: the alerts of rows that no fault is about. */
export function withoutFaults(
  alerts: readonly PlannedAlert[],
  faults: readonly Fault[],
): readonly PlannedAlert[] {
  const faulty = new Set(faults.filter(isOfRow).map(({ row }) => row));
  return alerts.filter(({ alertId }) => !faulty.has(alertId));
}

function nameOf({ notes, row }: AlertCandidate): string {
  return notes.isBroken("alert_name") || notes.isBroken("severity") ? "" : displayName(row);
}

function named(databricksAlertId: string | undefined): Pick<KeptAlert, "databricksAlertId"> {
  return databricksAlertId === undefined ? {} : { databricksAlertId };
}
