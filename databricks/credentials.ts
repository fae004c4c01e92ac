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
  /** Where host and token come from, for people; never the token itself. */
  readonly describe: string;
}
