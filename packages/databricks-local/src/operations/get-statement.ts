import type { Operation } from "../operation";

export const getStatement: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, origin, workspace: { statements } }) =>
    statements.get(param("id")).describe({ origin, results: statements.results }),
};
