import { findSecurable } from "../unity-catalog/find-securable";
import { requireSeen } from "../unity-catalog/seen";
import type { Operation } from "../operation";

/** What was granted on the object itself. @see https://docs.databricks.com/api/workspace/grants/get */
export const getGrants: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/permissions/:type/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const principal = call.query.get("principal");
    const object = findSecurable(call);
    requireSeen(call, object);
    const grants = call.workspace.rights.grants.of(object);
    return {
      privilege_assignments: grants.filter((grant) => principal === null || grant.principal === principal),
    };
  },
};
