import { z } from "zod";
import { requireRemove } from "../files/file-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

const deleteShape = z.looseObject({ path: z.string(), recursive: z.boolean().default(false) });

export const deleteWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/delete"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { path: text, recursive } = call.body(deleteShape);
    const path = readWorkspacePath(text);
    requireRemove(call, path);
    call.workspace.files.remove(path, recursive);
    return {};
  },
};
