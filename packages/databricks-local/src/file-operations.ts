import type { Operation } from "./operation";
import {
  deleteWorkspaceObject,
  exportWorkspaceFile,
  exportWorkspaceObject,
  getWorkspaceObject,
  importWorkspaceFile,
  importWorkspaceObject,
  listWorkspaceObjects,
  makeWorkspaceFolders,
} from "./operations/workspace-objects";

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
