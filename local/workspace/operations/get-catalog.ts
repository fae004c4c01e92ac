import type { Operation } from "../operation";

export const getCatalog: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: ({ param, workspace }) => workspace.unity.catalog(param("name")),
};
