import type { Operation } from "../operation";

/** The first call of every SDK: which kind of host this is, asked without credentials. */
export const getDiscovery: Operation = {
  method: "GET",
  paths: ["/.well-known/databricks-config"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  needsToken: false,
  handle: ({ workspace }) => ({ host_type: "workspace", workspace_id: workspace.workspaceId }),
};
