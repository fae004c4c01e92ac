import { notOneQueryIn } from "../../alerting/one-query";
import type { AlertCandidate, PlannedAlert } from "../../alerting/planned-alert";
import { formatCell, isCellAmong, isOfRow } from "../../alerting/row-faults";
import { type ActiveAlert, claimsOf, type Meant, whichAlerts } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
import { groupBy } from "../../messages/group-by";
import type { Settings } from "../../settings/settings";
import { type AlertChange, NO_COMPARISON } from "./alert-change";
import type { DeployedAlerts } from "./deployed-alert";
import type { Deployment } from "./deployment";

export interface PairedAlerts {
  /** Each declared alert with the one that the next up will change; none: it will be made. */
  readonly pairs: readonly (readonly [PlannedAlert, Meant<RemoteAlert>])[];
  /** Alerts that belong to no row, whatever becomes of the row: of the folder, and with adoptForeign of all folders. */
  readonly unclaimed: readonly RemoteAlert[];
}

export function pairAlerts(
  alerts: readonly PlannedAlert[],
  rows: readonly AlertCandidate[],
  remote: readonly RemoteAlert[],
  {
    parentPath,
    adoptForeign,
    adoptAlerts,
    deletionPolicy,
  }: Pick<Settings, "parentPath" | "adoptForeign" | "adoptAlerts" | "deletionPolicy">,
  deployed?: DeployedAlerts,
): PairedAlerts {
  const active = remote.filter(({ lifecycleState }) => lifecycleState === "ACTIVE");
  // An alert that is left to itself is anybody's.
  const declared = new Set(alerts.map(({ alertId }) => alertId));
  const claims = claimsOf(rows.filter(({ alertId }) => deletionPolicy !== "keep" || declared.has(alertId)));
  // Without a state it may be that the stack had any of them: then it is said of each that is called otherwise.
  const wasDeployed = ({ id, definition: { displayName } }: ActiveAlert, alertId: string) =>
    deployed === undefined ||
    [...deployed].some(
      ([row, one]) =>
        one.id === id &&
        (row === alertId || !declared.has(row)) &&
        // An up tells them by the names that they were given: one that somebody changed is not known again.
        (one.definition?.displayName ?? displayName) === displayName,
    );
  // Without a state a row that says that it was deployed is believed that the alert is its own, and nothing more.
  const saying = new Set(
    alerts.flatMap(({ alertId, row }) => (row.last_synced_hash === null ? [] : [alertId])),
  );
  const isBelieved = (alertId: string) => deployed === undefined && saying.has(alertId);
  const ownership = { parentPath, adoptForeign, adoptAlerts, claims, deployed, isBelieved, wasDeployed };
  const meant = whichAlerts(active, ownership);
  const pairs = alerts.map((planned) => {
    const { alertId, definition } = planned;
    return [planned, meant({ alertId, displayName: definition.displayName })] as const;
  });
  const claimed = new Set([...claims.values(), ...pairs.flatMap(([, { alert }]) => alert?.id ?? [])]);
  const possible = adoptForeign
    ? active
    : active.filter(({ definition }) => definition.parentPath === parentPath);
  return { pairs, unclaimed: possible.filter(({ id }) => !claimed.has(id)) };
}

/** Rows with faults, each with all of them. The others are reviewed all the same. */
export function unreadableRows({ plan, tables, remote }: Deployment): AlertChange[] {
  // A constraint that cannot be made is the fault of a cell that was found already.
  const others = tables.faults.filter((fault) => !isCellAmong(plan.faults, fault));
  const groups = groupBy([...plan.faults, ...notOneQueryIn(plan), ...others], (fault) =>
    isOfRow(fault) ? fault.row : `${fault.table} ${fault.row}`,
  );
  return [...groups].map(([alertId, faults]) => {
    const row = plan.rows.find(({ notes }) => notes.row === alertId);
    const live = row && remote.find(({ id }) => id === row.databricksAlertId);
    return {
      ...NO_COMPARISON,
      alertId,
      kind: "unreadable",
      reason: faults.map((fault) => `${formatCell(fault)}.`).join(" "),
      faults,
      ...(row !== undefined && { row }),
      ...(live !== undefined && { live }),
    };
  });
}
