import type { Operation } from "../operation";

export const getWarehouse: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.warehouses.get(param("id")).describe(workspace.host),
};
