import type { Operation } from "../operation";

/** The caller's own. @see https://docs.databricks.com/api/workspace/tokens/list */
export const listTokens: Operation = {
  method: "GET",
  paths: ["/api/2.0/token/list"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  handle: ({ caller, workspace }) => ({ token_infos: workspace.tokens.personal.list(caller) }),
};
