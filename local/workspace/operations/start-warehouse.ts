import type { Operation } from "../operation";

export const startWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/start"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.warehouses.get(param("id")).start();
    return {};
  },
};
