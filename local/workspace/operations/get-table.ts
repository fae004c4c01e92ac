import type { Operation } from "../operation";

export const getTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => workspace.unity.table(param("name")),
};
