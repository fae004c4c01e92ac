import type { Operation } from "../operation";

export const deleteCatalog: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/catalogs/:name"],
  handle: async ({ param, query, caller, workspace }) => {
    await workspace.unity.deleteCatalog(param("name"), caller.userName, query.get("force") === "true");
    return {};
  },
};
