import { putAs } from "../files/file-rights";
import { putFile } from "../files/import-request";
import type { Operation } from "../operation";

/** What asset bundles upload with: the path is in the URL, the body is the file. */
export const importWorkspaceFile: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace-files/import-file/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: (call) => {
    const { param, query, bytes } = call;
    const path = `/${param("path").replace(/^\/+/, "")}`;
    putFile(putAs(call), path, bytes, query.get("overwrite") === "true");
    return {};
  },
};
