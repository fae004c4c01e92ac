import type { Operation } from "../operation";
import { findTarget, PERMISSION_PATHS } from "../permissions/find-target";
import { findObjectType } from "../permissions/object-types";

export const getPermissions: Operation = {
  method: "GET",
  paths: PERMISSION_PATHS,
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { permissions } = call.workspace;
    const object = { type: findObjectType(call.param("type")), id: call.param("id") };
    return permissions.remembered(object) ?? permissions.describe(findTarget(call));
  },
};
