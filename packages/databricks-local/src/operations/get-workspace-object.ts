import { hasLevel } from "../access/object-rights";
import { requireSeenFile } from "../files/file-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

/** A folder, notebook or file; and a dashboard, whose `resource_id` is the one that its own API knows it by. */
export const getWorkspaceObject: Operation = {
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
    ) {
      return dashboard;
    }
    requireSeenFile(call, path);
    return files.describe(path);
  },
};
