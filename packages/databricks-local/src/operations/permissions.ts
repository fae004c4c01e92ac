import { isAdmin, requireLevel } from "../access/object-rights";
import type { Operation } from "../operation";
import { accessControlListShape, PERMISSION_LEVELS } from "../permissions/access-control";
import { findObjectType, findTarget, PERMISSION_PATHS } from "../permissions/object-types";

const getPermissionLevels: Operation = {
  method: "GET",
  paths: PERMISSION_PATHS.map((path) => `${path}/permissionLevels`),
  documentation: { page: "alerts", sources: ["sdk"] },
  handle: (call) => ({
    permission_levels: findTarget(call).type.levels.map((level) => ({
      permission_level: level,
      description: PERMISSION_LEVELS[level],
    })),
  }),
};

/** Whoever may change them may read them. */
const getPermissions: Operation = {
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

/** "Deletes all direct permissions if none are specified." */
const setPermissions: Operation = {
  method: "PUT",
  paths: PERMISSION_PATHS,
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { permissions } = call.workspace;
    const target = findTarget(call);
    requireLevel(call, { type: target.type.name, id: target.id }, "CAN_MANAGE");
    permissions.set(target, call.body(accessControlListShape).access_control_list, call.caller.userName);
    return permissions.describe(target);
  },
};

/** Principals that are not named keep what they have. */
const updatePermissions: Operation = {
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

export const PERMISSION_OPERATIONS: readonly Operation[] = [
  getPermissionLevels,
  getPermissions,
  setPermissions,
  updatePermissions,
];
