import { findSecurable } from "../unity-catalog/find-securable";
import { requireSeen } from "../unity-catalog/seen";
import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import type { Operation } from "../operation";

/** Whoever is an administrator of the local workspace may do everything with its data, too. */
const ADMINS = {
  principal: "admins",
  privileges: [
    {
      privilege: "ALL_PRIVILEGES",
      inherited_from_name: METASTORE_ID,
      inherited_from_type: "METASTORE" as const,
    },
  ],
};

/** With what is in effect from the objects above. */
export const getEffectiveGrants: Operation = {
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
    return {
      privilege_assignments: [...granted, ADMINS].filter(
        (one) => one.privileges.length > 0 && (principal === null || one.principal === principal),
      ),
    };
  },
};
