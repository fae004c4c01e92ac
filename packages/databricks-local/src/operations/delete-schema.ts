import type { Operation } from "../operation";

/** With `force=true` also when something is in it. */
export const deleteSchema: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/schemas/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: async ({ param, query, caller, workspace }) => {
    await workspace.unity.deleteSchema(param("name"), caller.userName, query.get("force") === "true");
    return {};
  },
};
