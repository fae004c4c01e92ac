import type { OAuthClient } from "./access/oauth-tokens";
import type { WorkspaceAddress } from "./start-workspace";

/** What a command gets of the shell's environment: where things are, how to speak and how much, nothing else. */
const PASSED_ON = [
  "PATH",
  "HOME",
  "USER",
  "LOGNAME",
  "SHELL",
  "TMPDIR",
  "TMP",
  "TEMP",
  "TZ",
  "TERM",
  "LANG",
  "LANGUAGE",
  "LC_ALL",
  "LC_CTYPE",
  "LC_MESSAGES",
  "NODE_EXTRA_CA_CERTS",
  "LOCAL_DEBUG",
  "SystemRoot",
  "ComSpec",
  "PATHEXT",
  "APPDATA",
  "LOCALAPPDATA",
  "USERPROFILE",
];

/**
 * A fresh environment: whatever the shell says about a real workspace or a cloud does not get in.
 *
 * @param variables those of the local workspace, which go before the shell's
 * @param pass names of more of the shell's variables that are handed on
 */
export function childEnvironment(
  shell: NodeJS.ProcessEnv,
  variables: Readonly<Record<string, string>>,
  pass: readonly string[] = [],
): NodeJS.ProcessEnv {
  const passed = [...PASSED_ON, ...pass].flatMap((name) =>
    shell[name] === undefined ? [] : [[name, shell[name]] as const],
  );
  return { ...Object.fromEntries(passed), ...variables, NO_PROXY: "127.0.0.1,localhost" };
}

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
