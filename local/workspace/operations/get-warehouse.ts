import type { Operation } from "../operation";

export const getWarehouse: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses/:id"],
  handle: ({ param, workspace }) => workspace.warehouses.get(param("id")).describe(workspace.host),
};
