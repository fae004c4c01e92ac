import type { Dispatcher } from "undici";
import { type CredentialRequest, requestToken, type TokenSource } from "../token-source";

/** Somebody who says who is asking: a CI system, a cluster, a file. */
export interface IdentityProvider {
  /** `the GitHub Actions identity`. */
  readonly name: string;
  /** A JSON Web Token for the audience. */
  readonly identity: (connections: Dispatcher, audience: string) => Promise<string>;
}

/**
 * Exchanges an identity of another system for a token of the workspace. Without a client id the account's own federation
 * policy decides who that is.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-federation-exchange
 */
export function exchangedIdentity(
  { host, setting }: CredentialRequest,
  { name, identity }: IdentityProvider,
): TokenSource {
  const client = setting("client_id");
  const endpoint = new URL("/oidc/v1/token", host);
  const audience = setting("token_audience")?.value ?? endpoint.href;
  return {
    describe: `OAuth token of ${name}${client ? ` for ${client.value}` : ""}`,
    fetch: async (connections) =>
      requestToken(connections, {
        endpoint,
        check: "DATABRICKS_CLIENT_ID and the service principal's federation policy",
        form: {
          grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
          subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
          subject_token: await identity(connections, audience),
          scope: "all-apis",
          ...(client && { client_id: client.value }),
        },
      }),
  };
}
