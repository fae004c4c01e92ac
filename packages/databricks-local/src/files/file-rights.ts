import { type Asker, hasLevel, requireFolder, requireLevel } from "../access/object-rights";
import { alertOfFile } from "../alerts/alert-file";
import { ApiError } from "../api-error";
import type { PermissionLevel } from "../permissions/access-control";
import type { Put } from "./import-export";
import { parentOf, type WorkspacePath } from "./workspace-path";

const TYPES = { DIRECTORY: "directories", NOTEBOOK: "notebooks", FILE: "files" } as const;

/** What somebody may not see is not there for them. */
export function requireSeenFile(asker: Asker, path: WorkspacePath): void {
  if (mayWithFile(asker, path, "CAN_READ")) return;
  throw ApiError.notFound(`Path (${path.prefix}${path.key}) doesn't exist.`);
}

/** "Create, import, and delete items" takes CAN MANAGE on the folder; to overwrite one is to edit it. */
function requirePut(asker: Asker, path: WorkspacePath): void {
  if (asker.workspace.files.has(path)) requireLevel(asker, thingAt(asker, path), "CAN_EDIT");
  else requireFolder(asker, parentOf(path.key), "CAN_MANAGE");
}

/** Puts what is imported where its sender may. */
export function putAs(asker: Asker): Put {
  return (path, object, overwrite) => {
    refuseAlert(asker, path);
    requirePut(asker, path);
    asker.workspace.files.put(path, object, overwrite, asker.caller.userName);
  };
}

/** An alert's file is read only: it does not have all that an alert has. */
function refuseAlert({ workspace }: Asker, path: WorkspacePath): void {
  const alert = alertOfFile(workspace.alerts, path);
  if (alert === undefined) return;
  throw ApiError.invalidParameter(
    `Path (${path.prefix}${path.key}) is the alert ${alert.id}: change it by PATCH /api/2.0/alerts/${alert.id}`,
  );
}

export function requireRemove(asker: Asker, path: WorkspacePath): void {
  requireSeenFile(asker, path);
  requireLevel(asker, thingAt(asker, path), "CAN_MANAGE");
}

export function mayWithFile(asker: Asker, path: WorkspacePath, level: PermissionLevel): boolean {
  return hasLevel(asker, thingAt(asker, path), level);
}

function thingAt({ workspace }: Asker, path: WorkspacePath) {
  const { object_type, object_id } = workspace.files.find(path);
  return { type: TYPES[object_type], id: String(object_id) };
}
