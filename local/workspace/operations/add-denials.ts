import { z } from "zod";
import { denialShape } from "../access/denials";
import type { Operation } from "../operation";

/** Not the service's: takes rights away, so that missing grants can be tried out. */
export const addDenials: Operation = {
  method: "POST",
  paths: ["/_local/denials"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ body, workspace }) => {
    workspace.denials.add(...body(z.strictObject({ denials: z.array(denialShape) })).denials);
    return { denials: workspace.denials.all };
  },
};
