import { findSecurable } from "../unity-catalog/find-securable";
import { checkPrincipals, checkPrivileges, privilegeChangesShape } from "../unity-catalog/privilege-changes";
import { refusedAsApi } from "../unity-catalog/unity-faults";
import type { Operation } from "../operation";

export const updateGrants: Operation = {
  method: "PATCH",
  paths: ["/api/2.1/unity-catalog/permissions/:type/:name"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { rights, directory, unknownPrincipals } = call.workspace;
    const securable = findSecurable(call);
    const { changes } = call.body(privilegeChangesShape);
    checkPrivileges(securable, changes);
    refusedAsApi(() => rights.requireManage(call.caller.userName, securable));
    if (unknownPrincipals === "error") checkPrincipals(changes, (name) => directory.hasPrincipal(name));
    return { privilege_assignments: rights.grants.change(securable, changes) };
  },
};
