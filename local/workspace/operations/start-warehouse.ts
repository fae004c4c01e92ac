import type { Operation } from "../operation";

export const startWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses/:id/start"],
  handle: ({ param, workspace }) => {
    workspace.warehouses.get(param("id")).start();
    return {};
  },
};
