import { notOneQueryIn } from "../../alerting/one-query";
import { type Fault, formatCell, isCellAmong } from "../../alerting/row-faults";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { namedAlert } from "../../alerting/which-alert";
import { type AlertChange, NO_COMPARISON } from "./alert-change";
import type { Deployment } from "./deployment";

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
