import type { Call } from "../operation";
import { findObjectType } from "./object-types";
import type { PermissionTarget } from "./permission-store";

/** Where permissions are asked for: warehouses under two paths, as clients of all ages do. */
export const PERMISSION_PATHS = ["/api/2.0/permissions/:type/:id", "/api/2.0/permissions/sql/:type/:id"];

/** The object that the path names; refuses one that does not exist. */
export function findTarget({ param, workspace }: Pick<Call, "param" | "workspace">): PermissionTarget {
  const type = findObjectType(param("type"));
  const id = param("id");
  return { type, id, ...type.placeOf(workspace, id) };
}
