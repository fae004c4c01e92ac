import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const deleteWarehouse: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.remove(param("id"));
    return {};
  },
};
