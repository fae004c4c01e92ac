import type { Operation } from "../operation";

export const deleteWarehouse: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/sql/warehouses/:id"],
  handle: ({ param, workspace }) => {
    workspace.warehouses.remove(param("id"));
    return {};
  },
};
