import type { Operation } from "../operation";
import { statementRequestShape } from "../statements/statement-request";

/** A statement that fails is an answered call: 200, with the state FAILED. */
export const executeStatement: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/statements"],
  handle: ({ body, workspace }) => {
    const request = body(statementRequestShape);
    workspace.warehouse.check(request.warehouse_id).start();
    return workspace.statements.execute(request);
  },
};
