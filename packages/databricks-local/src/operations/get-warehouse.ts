import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const getWarehouse: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace } = call;
    const warehouse = workspace.warehouses.get(call.param("id"));
    requireLevel(call, { type: "warehouses", id: warehouse.id }, "CAN_VIEW");
    return warehouse.describe(workspace.host);
  },
};
