/**
 * What every client of a workspace needs to reach it: the REST client, the SQL driver and `@pulumi/databricks`.
 */
export interface Credentials {
  /** Scheme, host and port; never a path, user info or query. */
  readonly host: URL;
  /** A token that is valid now. Asked for before each request: tokens of service principals expire. */
  token(): Promise<string>;
  /** Tells that the workspace refused the last token, so that `token()` fetches a new one where that is possible. */
  renew(): void;
  /** PEM text of further certificate authorities to trust. */
  readonly caCert?: string;
  /** Where host and token come from, for people; never the token itself. */
  readonly describe: string;
}
