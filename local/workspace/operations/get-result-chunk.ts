import type { Operation } from "../operation";

export const getResultChunk: Operation = {
  method: "GET",
  paths: ["/api/2.0/sql/statements/:id/result/chunks/:index"],
  handle: ({ param, workspace }) =>
    workspace.statements.get(param("id")).describeChunk(Number(param("index"))),
};
