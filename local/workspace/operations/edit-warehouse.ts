import type { Operation } from "../operation";
import { warehouseChangeShape } from "../warehouses/warehouse-shape";

export const editWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/edit"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, body, workspace }) => {
    workspace.warehouses.edit(param("id"), body(warehouseChangeShape));
    return {};
  },
};
