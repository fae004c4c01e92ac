import { z } from "zod";
import { requestJson } from "../request-json";
import type { CredentialSource } from "../token-source";
import { exchangedIdentity } from "./exchange-identity";

const IdentityToken = z.object({ value: z.string().min(1) });

/**
 * A GitHub Actions run proves who it is, without a stored secret. Found by itself only with a client id: a workflow may
 * have the right to ask for identity tokens for another purpose. Asked for by name, it needs none (account-wide federation).
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/provider-github
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export const githubOidc: CredentialSource = {
  authType: "github-oidc",
  needs: "a GitHub Actions job with `permissions: id-token: write`, and DATABRICKS_CLIENT_ID",
  find(request) {
    const { env, setting, chosen } = request;
    const url = env["ACTIONS_ID_TOKEN_REQUEST_URL"];
    const bearer = env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
    if (!url || !bearer || (setting("client_id") === undefined && !chosen)) return undefined;

    return exchangedIdentity(request, {
      name: "the GitHub Actions identity",
      async identity(connections, audience) {
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
      },
    });
  },
};
