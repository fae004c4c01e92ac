import type { Operation } from "./operation";
import { deleteWorkspaceObject } from "./operations/delete-workspace-object";
import { exportWorkspaceFile } from "./operations/export-workspace-file";
import { exportWorkspaceObject } from "./operations/export-workspace-object";
import { getWorkspaceObject } from "./operations/get-workspace-object";
import { importWorkspaceFile } from "./operations/import-workspace-file";
import { importWorkspaceObject } from "./operations/import-workspace-object";
import { listWorkspaceObjects } from "./operations/list-workspace-objects";
import { makeWorkspaceFolders } from "./operations/make-workspace-folders";

/** What is answered about the workspace's folders, notebooks and files. */
export const FILE_OPERATIONS: readonly Operation[] = [
  makeWorkspaceFolders,
  getWorkspaceObject,
  listWorkspaceObjects,
  deleteWorkspaceObject,
  importWorkspaceObject,
  exportWorkspaceObject,
  importWorkspaceFile,
  exportWorkspaceFile,
];
