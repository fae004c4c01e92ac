import { z } from "zod";
import type { Operation } from "../operation";

/** @see https://docs.databricks.com/api/workspace/tokens/delete */
export const deleteToken: Operation = {
  method: "POST",
  paths: ["/api/2.0/token/delete"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ body, caller, workspace }) => {
    const { token_id } = body(z.looseObject({ token_id: z.string() }));
    workspace.tokens.personal.remove(caller, token_id);
    return {};
  },
};
