import { requireWarehouse } from "../access/object-rights";
import type { Operation } from "../operation";
import { statementRequestShape } from "../statements/statement-request";

/** A statement that fails is an answered call: 200, with the state FAILED. */
export const executeStatement: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/statements"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: async (call) => {
    const { caller, origin } = call;
    const { statements, warehouses } = call.workspace;
    const request = call.body(statementRequestShape);
    const warehouse = warehouses.get(request.warehouse_id);
    requireWarehouse(call, warehouse.id);
    const statement = await statements.execute(request, caller.userName, warehouse);
    return statement.describe({ origin, results: statements.results });
  },
};
