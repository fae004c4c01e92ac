import { standInDestinations } from "../../alerting/destinations/plan-destinations";
import { planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import { formatCell } from "../../alerting/row-faults";
import { newRows } from "./overlay";
import type { PackedAlert } from "./pack-reader";
import type { Packs } from "./read-packs";
import { type PlacedFault, refuseFaults } from "./yaml-file";

/** Packs whose rows are read with others take those rows' faults along; these commands tell all that is wrong with packs alone. */
export function refusePackFaults(
  packs: Packs,
  settings: PlanInput["settings"],
  more: readonly PlacedFault[] = [],
): void {
  refuseFaults([...packs.faults, ...more, ...rowFaults(packs, settings)]);
}

/** What is wrong with the rows that packs say, as any row is read. Channels that nobody made are taken to exist. */
function rowFaults({ packs, faults }: Packs, settings: PlanInput["settings"]): PlacedFault[] {
  const alerts = packs.flatMap((pack) => pack.alerts);
  const alertRows = newRows(alerts);
  const destinationRows = standInDestinations(alertRows);
  const plan = planAlerts({ alertRows, destinationRows, settings, warehouseId: "" });
  const byId = new Map(alerts.map((alert) => [alert.alertId, alert]));
  return plan.faults.flatMap((fault) => {
    const alert = byId.get(fault.row);
    if (alert === undefined || isUnread(alert, fault.column, faults)) return [];
    const place = fault.column === undefined ? alert.place : alert.placeOf(fault.column);
    return [{ ...place, rule: formatCell(fault) }];
  });
}

/** A cell that could not be read from the pack has a fault of its own there. */
function isUnread(alert: PackedAlert, column: string | undefined, faults: readonly PlacedFault[]): boolean {
  if (column === undefined || column in alert.cells)
    return column === "alert_query_template" && alert.cells.alert_query_template === "";
  const { file, line } = alert.placeOf(column);
  return faults.some((fault) => fault.file === file && fault.line === line);
}
