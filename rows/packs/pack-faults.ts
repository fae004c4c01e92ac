import { standInDestinations } from "../../alerting/destinations/plan-destinations";
import { type AlertPlan, planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import { formatCell } from "../../alerting/row-faults";
import { newRows } from "./overlay";
import type { Pack, PackedAlert } from "./pack-reader";
import type { Packs } from "./read-packs";
import { type PlacedFault, refuseFaults } from "./yaml-file";

/** For commands that look at packs alone: all that is wrong with their files, and with the rows that they say. */
export function refusePackFaults(
  packs: Packs,
  settings: PlanInput["settings"],
  more: readonly PlacedFault[] = [],
): void {
  refuseFaults([...packs.faults, ...more, ...rowFaults(packs, settings)]);
}

/**
 * The rows that a pack says, read as any row, beside its own alone: no stack need take two packs together. Channels that nobody
 * made are taken to exist.
 */
export function planPack({ alerts }: Pick<Pack, "alerts">, settings: PlanInput["settings"]): AlertPlan {
  const alertRows = newRows(alerts);
  return planAlerts({
    alertRows,
    destinationRows: standInDestinations(alertRows),
    settings,
    warehouseId: "",
  });
}

function rowFaults({ packs, faults }: Packs, settings: PlanInput["settings"]): PlacedFault[] {
  return packs.flatMap((pack) => {
    const byId = new Map(pack.alerts.map((alert) => [alert.alertId, alert]));
    return planPack(pack, settings).faults.flatMap((fault) => {
      const alert = byId.get(fault.row);
      if (alert === undefined || isUnread(alert, fault.column, faults)) return [];
      const place = fault.column === undefined ? alert.place : alert.placeOf(fault.column);
      return [{ ...place, rule: formatCell(fault) }];
    });
  });
}

/** A cell that could not be read from the pack has a fault of its own there. */
function isUnread(alert: PackedAlert, column: string | undefined, faults: readonly PlacedFault[]): boolean {
  if (column === undefined || column in alert.cells)
    return column === "alert_query_template" && alert.cells.alert_query_template === "";
  const { file, line } = alert.placeOf(column);
  return faults.some((fault) => fault.file === file && fault.line === line);
}
