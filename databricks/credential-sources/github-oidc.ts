import type { Dispatcher } from "undici";
import { z } from "zod";
import { requestJson } from "../request-json";
import { requestToken } from "../request-token";
import type { CredentialSource } from "../token-source";

const IdentityToken = z.object({ value: z.string().min(1) });

/**
 * A GitHub Actions run proves who it is, without a stored secret. Found by itself only with a client id: a workflow may
 * have the right to ask for identity tokens for another purpose. Asked for by name, it needs none (account-wide federation).
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/provider-github
 */
export const githubOidc: CredentialSource = {
  authType: "github-oidc",
  needs: "a GitHub Actions job with `permissions: id-token: write`, and DATABRICKS_CLIENT_ID",
  find({ host, env, setting, chosen }) {
    const url = env["ACTIONS_ID_TOKEN_REQUEST_URL"];
    const bearer = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
    const client = setting("client_id");
    if (!url || !bearer || (client === undefined && !chosen)) {
      return undefined;
    }
    const endpoint = new URL("/oidc/v1/token", host);
    const audience = setting("token_audience")?.value ?? endpoint.href;
    return {
      describe: `OAuth token of the GitHub Actions identity${client ? ` for ${client.value}` : ""}`,
      fetch: async (connections) =>
        requestToken(connections, {
          endpoint,
          check: "DATABRICKS_CLIENT_ID and the service principal's federation policy",
          form: {
            grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
            subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
            subject_token: await identityToken(connections, url, bearer, audience),
            scope: "all-apis",
            ...(client && { client_id: client.value }),
          },
        }),
    };
  },
};

/** @see https://docs.github.com/en/actions/reference/security/oidc */
async function identityToken(
  connections: Dispatcher,
  url: string,
  bearer: string,
  audience: string,
): Promise<string> {
  const endpoint = new URL(url);
  endpoint.searchParams.set("audience", audience);
  const answer = await requestJson(connections, {
    check: "that the job has `permissions: id-token: write`",
    method: "GET",
    url: endpoint,
    headers: { authorization: `Bearer ${bearer}` },
    shape: IdentityToken,
    secrets: [bearer],
  });
  return answer.value;
}
