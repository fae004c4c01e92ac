import { findSecurable } from "../unity-catalog/find-securable";
import type { Operation } from "../operation";

/** With what is in effect from the objects above. */
export const getEffectiveGrants: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/effective-permissions/:type/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const principal = call.query.get("principal");
    const effective = [...call.workspace.grants.effective(findSecurable(call))];
    return {
      privilege_assignments: effective
        .filter(([name]) => principal === null || name === principal)
        .map(([name, privileges]) => ({
          principal: name,
          privileges: privileges.map(({ privilege, inheritedFrom }) => ({
            privilege,
            ...(inheritedFrom && {
              inherited_from_name: inheritedFrom.fullName,
              inherited_from_type: inheritedFrom.type,
            }),
          })),
        })),
    };
  },
};
