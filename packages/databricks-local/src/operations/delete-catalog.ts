import type { Operation } from "../operation";

export const deleteCatalog: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: async ({ param, query, caller, workspace }) => {
    await workspace.unity.deleteCatalog(param("name"), caller.userName, query.get("force") === "true");
    return {};
  },
};
