import { findSecurable } from "../unity-catalog/find-securable";
import { METASTORE_ID } from "../unity-catalog/unity-catalog";
import { privilegesOn } from "../grants/privileges";
import type { Securable } from "../grants/securable";
import type { Call, Operation } from "../operation";

const EVERYBODY = "account users";

/** With what is in effect from the objects above; and everybody has all that a denial does not take from the caller. */
export const getEffectiveGrants: Operation = {
  method: "GET",
  paths: ["/api/2.1/unity-catalog/effective-permissions/:type/:name"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: (call) => {
    const principal = call.query.get("principal");
    const object = findSecurable(call);
    const granted = [...call.workspace.grants.effective(object)].map(([name, privileges]) => ({
      principal: name,
      privileges: privileges.map(({ privilege, inheritedFrom }) => ({
        privilege,
        ...(inheritedFrom && {
          inherited_from_name: inheritedFrom.fullName,
          inherited_from_type: inheritedFrom.type,
        }),
      })),
    }));
    const all = [...granted, { principal: EVERYBODY, privileges: everybodys(object, call) }];
    return {
      privilege_assignments: all.filter(
        (one) => one.privileges.length > 0 && (principal === null || one.principal === principal),
      ),
    };
  },
};

function everybodys(object: Securable, { caller, workspace }: Pick<Call, "caller" | "workspace">) {
  const denied = workspace.denials.privilegesDenied(object, caller.userName);
  const left =
    denied.size === 0 ? ["ALL_PRIVILEGES"] : privilegesOn(object.type).filter((one) => !denied.has(one));
  return left.map((privilege) => ({
    privilege,
    inherited_from_name: METASTORE_ID,
    inherited_from_type: "METASTORE" as const,
  }));
}
