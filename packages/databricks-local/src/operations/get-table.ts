import { requireSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const getTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const table = call.workspace.unity.table(call.param("name"));
    requireSeen(call, { type: "TABLE", fullName: table.full_name });
    return table;
  },
};
