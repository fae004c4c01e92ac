import { putAs } from "../files/file-rights";
import { importObject } from "../files/import-request";
import type { Operation } from "../operation";

export const importWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/import"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: async (call) => {
    await importObject(putAs(call), call.bytes);
    return {};
  },
};
