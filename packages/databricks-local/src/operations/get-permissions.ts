import { isAdmin, requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { findTarget, PERMISSION_PATHS } from "../permissions/find-target";
import { findObjectType } from "../permissions/object-types";

/** Whoever may change them may read them. */
export const getPermissions: Operation = {
  method: "GET",
  paths: PERMISSION_PATHS,
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { permissions } = call.workspace;
    const [type, id] = [call.param("type"), call.param("id")];
    const remembered = permissions.remembered({ type: findObjectType(type), id });
    if (remembered === undefined || !isAdmin(call)) requireLevel(call, { type, id }, "CAN_MANAGE");
    return remembered ?? permissions.describe(findTarget(call));
  },
};
