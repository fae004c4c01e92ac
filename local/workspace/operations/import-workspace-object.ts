import { importObject } from "../files/import-request";
import type { Operation } from "../operation";

export const importWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/import"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: async ({ bytes, workspace }) => {
    await importObject(workspace.files, bytes);
    return {};
  },
};
