import type { Operation } from "../operation";

export const deleteWarehouse: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/warehouses/:id"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => {
    workspace.warehouses.remove(param("id"));
    return {};
  },
};
