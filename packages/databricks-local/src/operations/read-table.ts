import type { Operation } from "../operation";
import { describeTable } from "../web/table-details";

/** Not the service's: a table's columns, constraints and properties. */
export const readTable: Operation = {
  method: "GET",
  paths: ["/_local/tables/:catalog/:schema/:table"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) =>
    describeTable(workspace, {
      catalog: param("catalog"),
      schema: param("schema"),
      table: param("table"),
    }),
};
