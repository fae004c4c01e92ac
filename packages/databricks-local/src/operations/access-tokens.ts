import { z } from "zod";
import type { Operation } from "../operation";

const tokenRequestShape = z.looseObject({
  comment: z.string().default(""),
  /** Without it the token does not expire. */
  lifetime_seconds: z.int().min(1, "must be at least 1").optional(),
});

/** The only answer that shows the token. @see https://docs.databricks.com/api/workspace/tokens/create */
const createToken: Operation = {
  method: "POST",
  paths: ["/api/2.0/token/create"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ body, caller, workspace }) => {
    const { comment, lifetime_seconds } = body(tokenRequestShape);
    return workspace.tokens.personal.create(caller, comment, lifetime_seconds);
  },
};

/** The caller's own. @see https://docs.databricks.com/api/workspace/tokens/list */
const listTokens: Operation = {
  method: "GET",
  paths: ["/api/2.0/token/list"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ caller, workspace }) => ({ token_infos: workspace.tokens.personal.list(caller) }),
};

/** @see https://docs.databricks.com/api/workspace/tokens/delete */
const deleteToken: Operation = {
  method: "POST",
  paths: ["/api/2.0/token/delete"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ body, caller, workspace }) => {
    const { token_id } = body(z.looseObject({ token_id: z.string() }));
    workspace.tokens.personal.remove(caller, token_id);
    return {};
  },
};

/** Not the service's: every token that was handed out, personal or by OAuth, has expired now. */
const expireTokens: Operation = {
  method: "POST",
  paths: ["/_local/tokens/expire"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.tokens.expireAll();
    return {};
  },
};

export const ACCESS_TOKEN_OPERATIONS: readonly Operation[] = [
  createToken,
  listTokens,
  deleteToken,
  expireTokens,
];
