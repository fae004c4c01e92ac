import { exportObject } from "../files/export-object";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

export const exportWorkspaceFile: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace-files/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: ({ param, workspace }) => {
    const path = readWorkspacePath(`/${param("path").replace(/^\/+/, "")}`);
    const { bytes } = exportObject(workspace.files, path, "RAW");
    return new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream" } });
  },
};
