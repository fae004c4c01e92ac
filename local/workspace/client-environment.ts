import type { WorkspaceAddress } from "./start-workspace";

/** The environment that points any client at the workspace: CLI, SDKs, SQL drivers, Pulumi. */
export function clientEnvironment(
  workspace: Pick<WorkspaceAddress, "host" | "token" | "caFile">,
): Record<string, string> {
  return {
    DATABRICKS_HOST: workspace.host,
    DATABRICKS_TOKEN: workspace.token,
    DATABRICKS_CA_FILE: workspace.caFile,
    // No profile file may bring in another workspace.
    DATABRICKS_CONFIG_FILE: "/dev/null",
    no_proxy: "127.0.0.1,localhost",
  };
}
