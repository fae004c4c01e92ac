import { shownText } from "../../messages/words";
import type { AuthoritySettings } from "../../settings/principals";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import type { AlertField, DefinitionContext } from "./alert-field";

/** The warehouse that the row names itself; none: it runs on the stack's. */
export function ownWarehouse({ other_fields: others }: Pick<AlertRow, "other_fields">): string | undefined {
  return others?.["warehouseId"] ?? undefined;
}

/** The stack's, or another one that the stack allows. */
function warehouse(row: AlertRow, notes: AlertNotes, { warehouseId, settings }: DefinitionContext): string {
  const own = ownWarehouse(row);
  if (own === undefined || own === warehouseId) return warehouseId;
  const { allowedWarehouses = [] }: Partial<AuthoritySettings> = settings;
  if (!allowedWarehouses.includes(own.toLowerCase())) {
    const rule = `warehouseId ${shownText(own)} is neither the stack's warehouse nor one of the setting allowedWarehouses`;
    notes.fault(
      "other_fields",
      allowedWarehouses.length > 0 ? `${rule} (${allowedWarehouses.join(", ")})` : rule,
      own,
    );
  }
  return own;
}

/** Of the stack: a row says another one by its `other_fields` alone. */
export const WAREHOUSE: AlertField<"warehouseId"> = {
  path: "warehouseId",
  words: "the warehouse",
  unsayable: "is a setting of the stack",
  hasFewValues: true,
  read: warehouse,
};
