import { notOneQueryIn } from "../../alerting/one-query";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { type Fault, formatCell, isCellAmong } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { RawRow } from "../../alerting/tables/row-reader";
import { type ActiveAlert, type Meant, namedAlert, whichAlerts } from "../../alerting/which-alert";
import type { RemoteAlert } from "../../databricks/remote-alert";
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
  alertRows: readonly RawRow[],
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
  const isLeft = (row: RawRow) => deletionPolicy === "keep" && !declared.has(String(row["alert_id"]));
  const claims = claimsOf(alertRows.filter((row) => !isLeft(row)));
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
  const meant = whichAlerts(active, { parentPath, adoptForeign, adoptAlerts, claims, wasDeployed });
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

/** Row → the alert that it says it has. */
function claimsOf(alertRows: readonly RawRow[]): ReadonlyMap<string, string> {
  return new Map(
    alertRows.flatMap((row) => {
      const id = namedAlert(row);
      return id === undefined ? [] : [[String(row["alert_id"]), id]];
    }),
  );
}

/** Rows with faults, each with all of them. The others are reviewed all the same. */
export function unreadableRows({ plan, rows, remote }: Deployment): AlertChange[] {
  const byId = new Map(rows.alertRows.map((row) => [row["alert_id"], row]));
  const groups = new Map<string, Fault[]>();
  // A constraint that cannot be made is the fault of a cell that was found already.
  const others = rows.faults.filter((fault) => !isCellAmong(plan.faults, fault));
  for (const fault of [...plan.faults, ...notOneQueryIn(rows.alertRows, plan.faults), ...others]) {
    const key = fault.table === ALERT_CONFIGURATIONS.name ? fault.row : `${fault.table} ${fault.row}`;
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  return [...groups].map(([alertId, faults]) => {
    const row = byId.get(alertId);
    const live = row && remote.find(({ id }) => id === namedAlert(row));
    return {
      ...NO_COMPARISON,
      ...{
        alertId,
        kind: "unreadable",
        reason: faults.map((fault) => `${formatCell(fault)}.`).join(" "),
        faults,
      },
      ...(row === undefined ? {} : { row }),
      ...(live === undefined ? {} : { live }),
    };
  });
}
