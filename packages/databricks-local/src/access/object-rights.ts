import { ApiError } from "../api-error";
import { ancestorsOf, readWorkspacePath } from "../files/workspace-path";
import type { Call } from "../operation";
import type { PermissionLevel } from "../permissions/access-control";
import { findObjectType } from "../permissions/object-types";
import type { PermissionTarget } from "../permissions/permission-store";
import type { Workspace } from "../workspace";

/** Who asks, and where. */
export type Asker = Pick<Call, "caller" | "workspace">;

/** What rights are asked for by: an object's type, as `/api/2.0/permissions/{type}` knows it, and its id. */
interface Thing {
  readonly type: string;
  readonly id: string;
}

/** Refuses whoever has less than the level, given on the object or on a folder that it lies in. */
export function requireLevel(asker: Asker, thing: Thing, level: PermissionLevel): void {
  if (hasLevel(asker, thing, level)) return;
  const kind = findObjectType(thing.type).objectType.replace(/v2$/, "");
  throw lacking(asker, level, `the ${kind} ${thing.id}`);
}

/** "Objects in a folder inherit all permissions settings of that folder." */
export function hasLevel(asker: Asker, { type: name, id }: Thing, level: PermissionLevel): boolean {
  if (isAdmin(asker)) return true;
  const { workspace } = asker;
  const type = findObjectType(name);
  const target = { type, id, ...type.placeOf(workspace, id) };
  const folders = target.folder === undefined ? [] : foldersUpTo(workspace, target.folder);
  return [target, ...folders].some((one) => isGiven(asker, one, level));
}

/** As `requireLevel` on a folder; one that is not there yet is as the nearest one above it. */
export function requireFolder(asker: Asker, path: string, level: PermissionLevel): void {
  if (!hasFolderLevel(asker, path, level)) throw lacking(asker, level, readWorkspacePath(path).key);
}

export function hasFolderLevel(asker: Asker, path: string, level: PermissionLevel): boolean {
  return isAdmin(asker) || foldersUpTo(asker.workspace, path).some((folder) => isGiven(asker, folder, level));
}

/**
 * To run statements, and to have an alert run them.
 *
 * @see https://docs.databricks.com/aws/en/security/auth/access-control/#sql-warehouse-acls
 */
export function requireWarehouse(asker: Asker, id: string): void {
  if (hasLevel(asker, { type: "warehouses", id }, "CAN_USE")) return;
  throw new ApiError(403, "PERMISSION_DENIED", "You do not have permission to use the SQL Warehouse.");
}

/** Where somebody's things are that say no folder. */
export function homeOf({ userName }: Asker["caller"]): string {
  return `/Users/${userName}`;
}

/** For what only administrators of the workspace may do. */
export function requireAdmin(asker: Asker, action: string): void {
  if (isAdmin(asker)) return;
  throw new ApiError(403, "PERMISSION_DENIED", `Only workspace admins can ${action}.`);
}

export function isAdmin({ caller, workspace }: Asker): boolean {
  return workspace.directory.whoIs(caller.userName).isAdmin;
}

function isGiven({ caller, workspace }: Asker, target: PermissionTarget, level: PermissionLevel): boolean {
  const { names } = workspace.directory.whoIs(caller.userName);
  const { levels } = target.type;
  return workspace.permissions
    .given(target)
    .some(
      ({ user_name, group_name, service_principal_name, permission_level }) =>
        names.has(user_name ?? group_name ?? service_principal_name ?? "") &&
        levels.indexOf(permission_level) >= levels.indexOf(level),
    );
}

/** The folder and those above it, as far as they are there. */
function foldersUpTo(workspace: Workspace, path: string): PermissionTarget[] {
  const type = findObjectType("directories");
  const { key } = readWorkspacePath(path);
  return [...ancestorsOf(key), key].flatMap((folder) => {
    const id = workspace.files.folderId(folder);
    return id === undefined ? [] : [{ type, id: String(id), ...type.placeOf(workspace, String(id)) }];
  });
}

function lacking({ caller }: Asker, level: PermissionLevel, what: string): ApiError {
  return new ApiError(
    403,
    "PERMISSION_DENIED",
    `${caller.userName} does not have ${level} permissions on ${what}. Please contact the owner or an administrator for access.`,
  );
}
