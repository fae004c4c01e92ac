import { type FindSettings, type Setting, type SettingSources, clientSettings } from "./client-settings";
import { CachedToken } from "./cached-token";
import { openConnections, proxySettings, type ProxySettings } from "./connections";
import { azureClientSecret } from "./credential-sources/azure-client-secret";
import { githubOidc } from "./credential-sources/github-oidc";
import { oauthMachineToMachine } from "./credential-sources/oauth-machine-to-machine";
import { personalAccessToken } from "./credential-sources/personal-access-token";
import { readCaFile } from "./ca-file";
import type { CredentialSource, TokenSource } from "./token-source";
import { parseHost } from "./workspace-host";

/**
 * What every client of a workspace needs to reach it: the REST client, the SQL driver and `@pulumi/databricks`.
 */
export interface Credentials {
  /** Scheme, host and port; never a path, user info or query. */
  readonly host: URL;
  /**
   * A token that is valid now: ask before each request, since tokens of service principals expire.
   * With `refused`, the token that the workspace just answered 401 to, another one is fetched where that is possible.
   */
  token(refused?: string): Promise<string>;
  /** PEM text of further certificate authorities to trust. */
  readonly caCert?: string;
  /** The proxies of the environment; without them the workspace is reached directly. */
  readonly proxy?: ProxySettings;
  /** Where host and token come from, for people; never the token itself. */
  readonly describe: string;
}

/** Tried in this order, which is that of Databricks' SDKs. */
const CREDENTIAL_SOURCES: readonly CredentialSource[] = [
  personalAccessToken,
  oauthMachineToMachine,
  githubOidc,
  azureClientSecret,
];

/**
 * Finds host and token: environment, then stack, then profile, as in Databricks' unified authentication. Nothing is sent
 * before the first `token()`.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/unified-auth
 */
export function resolveCredentials(sources: SettingSources): Credentials {
  const settings = clientSettings(sources);
  const { url: host, place } = resolveHost(settings);
  const source = resolveToken(settings, sources.env, host);
  const caCert = readCaFile(sources.env);
  const route = { ...(caCert !== undefined && { caCert }), proxy: proxySettings(sources.env) };
  const connections = openConnections(route);
  const cached = new CachedToken(() => source.fetch(connections));
  return {
    host,
    token: (refused) => cached.get(refused),
    ...route,
    describe: `host ${host.origin} from ${place}, ${source.describe}`,
  };
}

function resolveHost(settings: FindSettings): { url: URL; place: string } {
  const hosts = settings("host").map(({ value, place }) => ({ url: parseHost(value, place), place }));
  const [first] = hosts;
  if (first === undefined) {
    throw new Error(
      "No workspace is configured: set DATABRICKS_HOST (or the stack's databricks:host) to its address.",
    );
  }
  const other = hosts.find(({ url }) => url.origin !== first.url.origin);
  if (other !== undefined) {
    throw new Error(
      `${first.place} says ${first.url.origin}, but ${other.place} says ${other.url.origin}: set one of them, or both to the same workspace.`,
    );
  }
  return first;
}

function resolveToken(settings: FindSettings, env: NodeJS.ProcessEnv, host: URL): TokenSource {
  const setting = (name: Parameters<FindSettings>[0]): Setting | undefined => settings(name)[0];
  const authType = setting("auth_type");
  const candidates = CREDENTIAL_SOURCES.filter(
    (source) => authType === undefined || source.authType === authType.value,
  );
  if (authType !== undefined && candidates.length === 0) {
    const known = CREDENTIAL_SOURCES.map((source) => source.authType).join(", ");
    throw new Error(
      `The authentication type ${authType.value} from ${authType.place} is not one of ${known}.`,
    );
  }
  for (const source of candidates) {
    const found = source.find({ host, env, setting, chosen: authType !== undefined });
    if (found !== undefined) {
      return found;
    }
  }
  const [only] = candidates;
  throw new Error(
    authType !== undefined && only !== undefined
      ? `The authentication type ${authType.value} from ${authType.place} needs ${only.needs}.`
      : `No token for ${host.origin}: set DATABRICKS_TOKEN, the stack's secret databricks:token, or the DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET of a service principal.`,
  );
}
