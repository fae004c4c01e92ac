import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { warehouseChangeShape } from "../warehouses/warehouse-shape";

export const editWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/edit"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, body, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.edit(param("id"), body(warehouseChangeShape));
    return {};
  },
};
