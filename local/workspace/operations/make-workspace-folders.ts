import { z } from "zod";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

const mkdirsShape = z.looseObject({ path: z.string() });

export const makeWorkspaceFolders: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/mkdirs"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: ({ body, workspace }) => {
    workspace.files.makeFolders(readWorkspacePath(body(mkdirsShape).path));
    return {};
  },
};
