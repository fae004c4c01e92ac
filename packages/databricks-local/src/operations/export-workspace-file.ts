import { exportObject } from "../files/export-object";
import { requireSeenFile } from "../files/file-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

export const exportWorkspaceFile: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace-files/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: (call) => {
    const { param, workspace } = call;
    const path = readWorkspacePath(`/${param("path").replace(/^\/+/, "")}`);
    requireSeenFile(call, path);
    const { bytes } = exportObject(workspace.files, path, "RAW");
    return new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream" } });
  },
};
