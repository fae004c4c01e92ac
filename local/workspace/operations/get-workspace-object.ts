import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

export const getWorkspaceObject: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/get-status"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: ({ query, workspace }) => workspace.files.describe(readWorkspacePath(query.get("path"))),
};
