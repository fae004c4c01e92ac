import type { Operation } from "../operation";
import { findTarget, PERMISSION_PATHS } from "../permissions/find-target";

export const getPermissions: Operation = {
  method: "GET",
  paths: PERMISSION_PATHS,
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => call.workspace.permissions.describe(findTarget(call)),
};
