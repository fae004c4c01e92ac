import type { Operation } from "../operation";

export const getTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ param, caller, workspace }) => {
    const table = workspace.unity.table(param("name"));
    const object = { type: "TABLE", fullName: table.full_name } as const;
    return { ...table, owner: workspace.denials.ownerShownTo(caller.userName, object, table.owner) };
  },
};
