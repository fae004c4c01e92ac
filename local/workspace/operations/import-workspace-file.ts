import { putFile } from "../files/import-request";
import type { Operation } from "../operation";

/** What asset bundles upload with: the path is in the URL, the body is the file. */
export const importWorkspaceFile: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace-files/import-file/:path{.+}"],
  documentation: { page: "files", sources: ["cli"] },
  handle: ({ param, query, bytes, workspace }) => {
    const path = `/${param("path").replace(/^\/+/, "")}`;
    putFile(workspace.files, path, bytes, query.get("overwrite") === "true");
    return {};
  },
};
