import type { Operation } from "../operation";

export const getResultChunk: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id/result/chunks/:index"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, origin, workspace: { statements } }) =>
    statements
      .get(param("id"))
      .describeChunk(Number(param("index")), { origin, results: statements.results }),
};
