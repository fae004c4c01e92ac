import type { Operation } from "../operation";

export const getStatement: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id"],
  handle: ({ param, workspace }) => workspace.statements.get(param("id")).describe(),
};
