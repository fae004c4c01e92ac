import type { Operation } from "../operation";

export const findTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name/exists"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, workspace }) => ({ table_exists: workspace.unity.hasTable(param("name")) }),
};
