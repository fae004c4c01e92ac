import { standInDestinations } from "../../alerting/destinations/plan-destinations";
import { type AlertPlan, planAlerts, type PlanInput } from "../../alerting/plan-alerts";
import { formatCell } from "../../alerting/row-faults";
import { faultsOfOrigins } from "./describe-packs";
import { newRows } from "./overlay";
import type { Pack } from "./pack-reader";
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
    return faultsOfOrigins(planPack(pack, settings).faults, byId, faults).flatMap(({ fault, origin }) =>
      origin ? [{ ...origin, rule: formatCell(fault) }] : [],
    );
  });
}
