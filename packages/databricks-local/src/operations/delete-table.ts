import type { Operation } from "../operation";

export const deleteTable: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: async ({ param, caller, workspace }) => {
    await workspace.unity.deleteTable(param("name"), caller.userName);
    return {};
  },
};
