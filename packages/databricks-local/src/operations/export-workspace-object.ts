import { exportObject } from "../files/export-object";
import { requireSeenFile } from "../files/file-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

/** As base64 in JSON; with `direct_download=true` the bytes themselves. */
export const exportWorkspaceObject: Operation = {
  method: "GET",
  paths: ["/api/2.0/workspace/export"],
  documentation: { page: "files", sources: ["sdk"] },
  handle: (call) => {
    const { query, workspace } = call;
    const path = readWorkspacePath(query.get("path"));
    requireSeenFile(call, path);
    const { bytes, file_type } = exportObject(workspace.files, path, query.get("format") || "SOURCE");
    if (query.get("direct_download") === "true") {
      return new Response(new Uint8Array(bytes), { headers: { "content-type": "application/octet-stream" } });
    }
    return { content: bytes.toString("base64"), file_type };
  },
};
