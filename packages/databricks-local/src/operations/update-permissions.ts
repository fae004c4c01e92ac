import { requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { accessControlListShape } from "../permissions/access-control";
import { findTarget, PERMISSION_PATHS } from "../permissions/find-target";

/** Principals that are not named keep what they have. */
export const updatePermissions: Operation = {
  method: "PATCH",
  paths: PERMISSION_PATHS,
  documentation: { page: "alerts", sources: ["sdk"] },
  handle: (call) => {
    const { permissions } = call.workspace;
    const target = findTarget(call);
    requireLevel(call, { type: target.type.name, id: target.id }, "CAN_MANAGE");
    permissions.update(target, call.body(accessControlListShape).access_control_list, call.caller.userName);
    return permissions.describe(target);
  },
};
