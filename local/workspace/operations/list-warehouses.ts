import type { Operation } from "../operation";

export const listWarehouses: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/warehouses"],
  handle: ({ workspace }) => ({ warehouses: [workspace.warehouse.describe()] }),
};
