import { ExpectedError } from "../messages/expected-error";
import { type ClientSettings, clientSettings, type SettingSources } from "./client-settings";
import { openConnections, proxySettings, type ProxySettings } from "./connections";
import { findTokenSource } from "./find-token-source";
import { CachedToken } from "./token-source";
import { parseHost, readCaFile } from "./workspace-host";

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

/**
 * Finds host and token: environment, then stack, then profile, as in Databricks' unified authentication. Nothing is sent
 * before the first `token()`.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/unified-auth
 */
export function resolveCredentials(sources: SettingSources): Credentials {
  const settings = clientSettings(sources);
  const { url: host, place } = resolveHost(settings);
  const source = findTokenSource(settings, sources.env, host);
  const caCert = readCaFile(sources.env);
  const route = { ...(caCert !== undefined && { caCert }), proxy: proxySettings(sources.env) };
  const connections = openConnections(route);
  const cached = new CachedToken(() => source.fetch(connections));
  return {
    host,
    token: (refused) => cached.get(refused),
    ...route,
    get describe() {
      return `host ${host.origin} from ${place}, ${source.describe}`;
    },
  };
}

function resolveHost(settings: ClientSettings): { url: URL; place: string } {
  const hosts = settings.find("host").map(({ value, place }) => ({ url: parseHost(value, place), place }));
  const [first] = hosts;
  if (first === undefined) {
    throw new ExpectedError(
      "No workspace is configured: set DATABRICKS_HOST (or the stack's databricks:host) to its address.",
    );
  }
  const other = hosts.find(({ url }) => url.origin !== first.url.origin);
  if (other !== undefined) {
    throw new ExpectedError(
      `${first.place} says ${first.url.origin}, but ${other.place} says ${other.url.origin}: set one of them, or both to the same workspace.`,
    );
  }
  return first;
}
