import { isSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

export const findTable: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/tables/:name/exists"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const { param, workspace } = call;
    const isThere = workspace.unity.hasTable(param("name"));
    return { table_exists: isThere && isSeen(call, { type: "TABLE", fullName: param("name") }) };
  },
};
