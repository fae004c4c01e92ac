import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

/** A folder, notebook or file; and a dashboard, whose `resource_id` is the one that its own API knows it by. */
export const getWorkspaceObject: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/get-status"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: ({ query, workspace }) => {
    const path = readWorkspacePath(query.get("path"));
    return workspace.dashboards.objectAt(path.key) ?? workspace.files.describe(path);
  },
};
