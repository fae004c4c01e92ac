import type { OAuthClient } from "./access/oauth-client";
import type { WorkspaceAddress } from "./start-workspace";

/**
 * The environment that points any client at the workspace: CLI, SDKs, SQL drivers, Pulumi. Clients sign in with the
 * token, or as the service principal where there is one.
 */
export function clientEnvironment(
  workspace: Pick<WorkspaceAddress, "host" | "token" | "caFile">,
  oauthClient?: OAuthClient,
): Record<string, string> {
  return {
    DATABRICKS_HOST: workspace.host,
    ...(oauthClient === undefined ? { DATABRICKS_TOKEN: workspace.token } : signInAs(oauthClient)),
    DATABRICKS_CA_FILE: workspace.caFile,
    // No profile file may bring in another workspace.
    DATABRICKS_CONFIG_FILE: "/dev/null",
    no_proxy: "127.0.0.1,localhost",
  };
}

/** The type is named, so that a token which the shell has from before does not go first. */
function signInAs({ clientId, clientSecret }: OAuthClient): Record<string, string> {
  return {
    DATABRICKS_AUTH_TYPE: "oauth-m2m",
    DATABRICKS_CLIENT_ID: clientId,
    DATABRICKS_CLIENT_SECRET: clientSecret,
  };
}
