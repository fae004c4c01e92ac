import type { AlertField } from "./alert-field";

/** Of the stack: no row says it. */
export const WAREHOUSE: AlertField<"warehouseId"> = {
  path: "warehouseId",
  words: "the warehouse",
  unsayable: "is a setting of the stack",
  hasFewValues: true,
  read: (_row, _notes, { warehouseId }) => warehouseId,
};
