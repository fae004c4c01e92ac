import type { Operation } from "../operation";
import { findTarget, PERMISSION_PATHS } from "../permissions/find-target";
import { PERMISSION_LEVELS } from "../permissions/permission-levels";

export const getPermissionLevels: Operation = {
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
