import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const startWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/start"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_USE");
    workspace.warehouses.get(param("id")).start();
    return {};
  },
};
