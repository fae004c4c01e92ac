import type { Operation } from "../operation";

export const cancelStatement: Operation = {
  method: "POST",
  paths: ["/api/2.0/sql/statements/:id/cancel"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => {
    workspace.statements.get(param("id")).cancel();
    return {};
  },
};
