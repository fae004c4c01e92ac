import type { Operation } from "../operation";

/** Not the service's: every token that was handed out, personal or by OAuth, has expired now. */
export const expireTokens: Operation = {
  method: "POST",
  paths: ["/_local/tokens/expire"],
  documentation: { page: "neighbours", sources: ["local"] },
  handle: ({ workspace }) => {
    workspace.tokens.expireAll();
    return {};
  },
};
