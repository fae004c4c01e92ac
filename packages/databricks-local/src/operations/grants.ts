import { isAdmin } from "../access/object-rights";
import type { Operation } from "../operation";
import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import { refusedAsApi, requireSeen } from "../unity-catalog/unity-faults";
import {
  checkPrincipals,
  checkPrivileges,
  findSecurable,
  privilegeChangesShape,
} from "../unity-catalog/unity-requests";

/** What was granted on the object itself. @see https://docs.databricks.com/api/workspace/grants/get */
const getGrants: Operation = {
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

/** With what is in effect from the objects above. An administrator of the local workspace has everything by themselves. */
const getEffectiveGrants: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/effective-permissions/:type/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const principal = call.query.get("principal");
    const object = findSecurable(call);
    requireSeen(call, object);
    const granted = [...call.workspace.rights.grants.effective(object)].map(([name, privileges]) => ({
      principal: name,
      privileges: privileges.map(({ privilege, inheritedFrom }) => ({
        privilege,
        ...(inheritedFrom && {
          inherited_from_name: inheritedFrom.fullName,
          inherited_from_type: inheritedFrom.type,
        }),
      })),
    }));
    const own = isAdmin(call) ? [allOf(call.caller.userName)] : [];
    return {
      privilege_assignments: [...granted, ...own].filter(
        (one) => one.privileges.length > 0 && (principal === null || one.principal === principal),
      ),
    };
  },
};

const updateGrants: Operation = {
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

export const GRANT_OPERATIONS: readonly Operation[] = [getGrants, getEffectiveGrants, updateGrants];

function allOf(principal: string) {
  const from = { inherited_from_name: METASTORE_ID, inherited_from_type: "METASTORE" as const };
  return { principal, privileges: [{ privilege: "ALL_PRIVILEGES", ...from }] };
}
