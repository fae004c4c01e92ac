import type { Operation } from "../operation";
import { warehouseChangeShape } from "../warehouses/warehouse-shape";

/** Answers with the id only; the warehouse starts at once. */
export const createWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ body, caller, workspace }) => ({
    id: workspace.warehouses.create(body(warehouseChangeShape), caller.userName).id,
  }),
};
