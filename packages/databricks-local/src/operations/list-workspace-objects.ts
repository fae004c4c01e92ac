import { mayWithFile, requireSeenFile } from "../files/file-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

/** An empty folder is answered without `objects`. */
export const listWorkspaceObjects: Operation = {
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
