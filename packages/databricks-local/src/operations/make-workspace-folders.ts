import { z } from "zod";
import { requireFolder } from "../access/object-rights";
import { readWorkspacePath } from "../files/workspace-path";
import type { Operation } from "../operation";

const mkdirsShape = z.looseObject({ path: z.string() });

export const makeWorkspaceFolders: Operation = {
  method: "POST",
  paths: ["/api/2.0/workspace/mkdirs"],
  documentation: { page: "files", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { files } = call.workspace;
    const path = readWorkspacePath(call.body(mkdirsShape).path);
    if (!files.has(path)) requireFolder(call, path.key, "CAN_MANAGE");
    files.makeFolders(path, call.caller.userName);
    return {};
  },
};
