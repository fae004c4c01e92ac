import { type AlertPlan, planAlerts, type PlanInput } from "../alerting/plan-alerts";
import type { PlannedAlert } from "../alerting/planned-alert";
import { formatFaults } from "../alerting/row-faults";
import type { Connection } from "../databricks/open-connection";
import { ExpectedError } from "../messages/expected-error";
import { nearestWord, shownText } from "../messages/words";
import { type PackedTableRows, readPackedRows } from "../rows/packs/packed-rows";
import { refuseFaults } from "../rows/packs/yaml-file";
import { noTablesYet } from "../rows/table-rows";
import type { Settings } from "../settings/settings";

/** A plan, what it is made of, and which rows of it packs say. */
interface PackedPlan {
  readonly plan: AlertPlan;
  readonly input: PlanInput;
  readonly packed: PackedTableRows["packed"];
}

/** What the rows of the stack's table ask for, with what the next up writes into them. */
export async function packedPlanOf(
  connection: Connection,
  settings: Settings,
  stack: string,
): Promise<PackedPlan> {
  const rows = await readPackedRows(connection, settings, stack);
  if (rows.firstRun) throw new ExpectedError(noTablesYet(settings));
  const { alertRows, pendingRows, destinationRows, packs, packed } = rows;
  refuseFaults([...packs.faults, ...packed.faults]);
  const { warehouseId } = connection;
  const input = { alertRows, pendingRows, destinationRows, settings, warehouseId };
  return { plan: planAlerts(input), input, packed };
}

/** The same without where rows come from. */
export async function planOf(connection: Connection, settings: Settings, stack: string): Promise<AlertPlan> {
  return (await packedPlanOf(connection, settings, stack)).plan;
}

/** Also of a row that is disabled: whoever asks about it may be about to switch it on. */
export function alertOf({ rows }: AlertPlan, alertId: string): PlannedAlert {
  const found = rows.find(({ row }) => row.alert_id === alertId);
  if (found === undefined) {
    const near = nearestWord(
      alertId,
      rows.map(({ row }) => row.alert_id),
    );
    throw new ExpectedError(
      `alert_configurations has no row ${shownText(alertId)}${near === undefined ? "." : `; did you mean ${shownText(near)}?`}`,
    );
  }
  if (found.alert === undefined) throw new ExpectedError(formatFaults(found.notes.faults));
  return found.alert;
}
