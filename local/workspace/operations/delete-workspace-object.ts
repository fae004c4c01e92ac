import { z } from "zod";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

const deleteShape = z.looseObject({ path: z.string(), recursive: z.boolean().default(false) });

export const deleteWorkspaceObject: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/delete"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => {
    const { path, recursive } = body(deleteShape);
    workspace.files.remove(readWorkspacePath(path), recursive);
    return {};
  },
};
