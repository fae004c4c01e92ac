import { z } from "zod";
import { hasLevel, requireFolder, requireLevel } from "../access/object-rights";
import { alertFileText, alertOfFile, alertsWithin } from "../alerts/alert-file";
import { ApiError } from "../api-error";
import { mayWithFile, putAs, requireRemove, requireSeenFile } from "../files/file-rights";
import { exportObject, importObject, putFile, requireExportFormat } from "../files/import-export";
import { readWorkspacePath, type WorkspacePath } from "../files/workspace-path";
import type { Call, Operation } from "../operation";

const mkdirsShape = z.looseObject({ path: z.string() });

const makeWorkspaceFolders: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/mkdirs"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { files } = call.workspace;
    const path = readWorkspacePath(call.body(mkdirsShape).path);
    if (!files.has(path)) requireFolder(call, path.key, "CAN_MANAGE");
    files.makeFolders(path, call.caller.userName);
    return {};
  },
};

/** A folder, notebook or file; and a dashboard, whose `resource_id` is the one that its own API knows it by. */
const getWorkspaceObject: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/get-status"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { dashboards, files } = call.workspace;
    const path = readWorkspacePath(call.query.get("path"));
    const dashboard = dashboards.objectAt(path.key);
    if (
      dashboard !== undefined &&
      hasLevel(call, { type: "dashboards", id: dashboard.resource_id }, "CAN_READ")
    )
      return dashboard;

    requireSeenFile(call, path);
    return files.describe(path);
  },
};

/** An empty folder is answered without `objects`. */
const listWorkspaceObjects: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/list"],
  documentation: { page: "files", sources: ["sdk"] },
  handle: (call) => {
    const path = readWorkspacePath(call.query.get("path"));
    requireSeenFile(call, path);
    const objects = call.workspace.files
      .list(path)
      .filter((object) => mayWithFile(call, readWorkspacePath(object.path), "CAN_READ"));
    return objects.length === 0 ? {} : { objects };
  },
};

const deleteShape = z.looseObject({ path: z.string(), recursive: z.boolean().default(false) });

const deleteWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/delete"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { path: text, recursive } = call.body(deleteShape);
    const path = readWorkspacePath(text);
    requireRemove(call, path);
    const { alerts, files } = call.workspace;
    const gone = alertsWithin(alerts, path).map(({ id = "" }) => id);
    if (gone.length > 0 && !recursive) throw notEmpty(path);
    for (const id of gone) requireLevel(call, { type: "alertsv2", id }, "CAN_MANAGE");
    files.remove(path, recursive);
    for (const id of gone) alerts.trash(id);
    return {};
  },
};

const importWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/import"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: async (call) => {
    await importObject(putAs(call), call.bytes);
    return {};
  },
};

/** A folder's alerts go into the trash with it. */
function notEmpty({ prefix, key }: WorkspacePath): ApiError {
  return new ApiError(400, "DIRECTORY_NOT_EMPTY", `Folder (${prefix}${key}) is not empty`);
}

/** A file, notebook or alert. */
function exported(call: Call, path: WorkspacePath, format: string): { bytes: Buffer; file_type?: string } {
  const { alerts, files } = call.workspace;
  const alert = alertOfFile(alerts, path);
  if (alert === undefined || !hasLevel(call, { type: "alertsv2", id: alert.id ?? "" }, "CAN_READ")) {
    requireSeenFile(call, path);
    return exportObject(files, path, format);
  }
  requireExportFormat(format);
  return { bytes: Buffer.from(alertFileText(alert)) };
}

/** As base64 in JSON; with `direct_download=true` the bytes themselves. */
const exportWorkspaceObject: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/export"],
  documentation: { page: "files", sources: ["sdk"] },
  handle: (call) => {
    const { query } = call;
    const path = readWorkspacePath(query.get("path"));
    const { bytes, file_type } = exported(call, path, query.get("format") || "SOURCE");
    if (query.get("direct_download") === "true")
      return new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream" } });

    return { content: bytes.toString("base64"), file_type };
  },
};

/** What asset bundles upload with: the path is in the URL, the body is the file. */
const importWorkspaceFile: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace-files/import-file/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: (call) => {
    const { param, query, bytes } = call;
    const path = `/${param("path").replace(/^\/+/, "")}`;
    putFile(putAs(call), path, bytes, query.get("overwrite") === "true");
    return {};
  },
};

const exportWorkspaceFile: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace-files/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: (call) => {
    const path = readWorkspacePath(`/${call.param("path").replace(/^\/+/, "")}`);
    const { bytes } = exported(call, path, "RAW");
    return new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream" } });
  },
};

export const WORKSPACE_OBJECT_OPERATIONS: readonly Operation[] = [
  makeWorkspaceFolders,
  getWorkspaceObject,
  listWorkspaceObjects,
  deleteWorkspaceObject,
  importWorkspaceObject,
  exportWorkspaceObject,
  importWorkspaceFile,
  exportWorkspaceFile,
];
