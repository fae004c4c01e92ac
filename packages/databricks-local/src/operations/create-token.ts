import { z } from "zod";
import type { Operation } from "../operation";

const tokenRequestShape = z.looseObject({
  comment: z.string().default(""),
  /** Without it the token does not expire. */
  lifetime_seconds: z.int().min(1, "must be at least 1").optional(),
});

/** The only answer that shows the token. @see https://docs.databricks.com/api/workspace/tokens/create */
export const createToken: Operation = {
  method: "POST",
  paths: ["/api/2.0/token/create"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ body, caller, workspace }) => {
    const { comment, lifetime_seconds } = body(tokenRequestShape);
    return workspace.tokens.personal.create(caller, comment, lifetime_seconds);
  },
};
