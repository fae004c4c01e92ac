import { requireAdmin } from "../access/object-rights";
import type { Operation } from "../operation";
import { warehouseChangeShape } from "../warehouses/warehouse-shape";

/** Answers with the id only; the warehouse starts at once. */
export const createWarehouse: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/warehouses"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    // Or whoever has the entitlement for unrestricted cluster creation, which nobody has here.
    requireAdmin(call, "create SQL warehouses");
    const { caller, workspace } = call;
    return { id: workspace.warehouses.create(call.body(warehouseChangeShape), caller.userName).id };
  },
};
