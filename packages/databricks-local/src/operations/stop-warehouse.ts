import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";

export const stopWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/stop"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    workspace.warehouses.get(param("id"));
    requireLevel(call, { type: "warehouses", id: param("id") }, "CAN_MANAGE");
    workspace.warehouses.get(param("id")).stop();
    return {};
  },
};
