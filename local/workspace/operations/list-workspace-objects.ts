import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

/** An empty folder is answered without `objects`. */
export const listWorkspaceObjects: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/list"],
  documentation: { page: "files", sources: ["sdk"] },
  handle: ({ query, workspace }) => {
    const objects = workspace.files.list(readWorkspacePath(query.get("path")));
    return objects.length === 0 ? {} : { objects };
  },
};
