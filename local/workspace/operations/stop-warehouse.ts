import type { Operation } from "../operation";

export const stopWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/stop"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.warehouses.get(param("id")).stop();
    return {};
  },
};
