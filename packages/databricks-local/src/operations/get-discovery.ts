import type { Operation } from "../operation";

/** The first call of every SDK: which kind of host this is, asked without credentials. */
export const getDiscovery: Operation = {
  method: "GET",
  paths: ["/.well-known/databricks-config"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  needsToken: false,
  handle: ({ workspace, origin }) => ({
    host_type: "workspace",
    workspace_id: workspace.workspaceId,
    // The SDKs ask there, and nowhere else, where OAuth clients get their tokens.
    oidc_endpoint: `${origin}/oidc`,
  }),
};
