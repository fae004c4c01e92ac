import type { Operation } from "../operation";

export const deleteTable: Operation = {
  method: "DELETE",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  handle: async ({ param, caller, workspace }) => {
    await workspace.unity.deleteTable(param("name"), caller.userName);
    return {};
  },
};
