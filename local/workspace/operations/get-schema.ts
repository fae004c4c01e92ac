import type { Operation } from "../operation";

export const getSchema: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.unity.schema(param("name")),
};
