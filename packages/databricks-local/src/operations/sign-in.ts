import { OAUTH_TOKEN_SECONDS } from "../access/oauth-tokens";
import type { Operation } from "../operation";

/** The first call of every SDK: which kind of host this is, asked without credentials. */
const getDiscovery: Operation = {
  method: "GET",
  paths: ["/.well-known/databricks-config"],
  documentation: { page: "neighbours", sources: ["sdk", "provider"] },
  needsToken: false,
  handle: ({ workspace, origin }) => ({
    host_type: "workspace",
    workspace_id: workspace.workspaceId,
    // The SDKs ask there, and nowhere else, where OAuth clients get their tokens.
    oidc_endpoint: `${origin}/oidc`,
  }),
};

/** Where the SDKs and the SQL drivers learn how to get a token; one name is the OAuth standard's, one OpenID's. */
const getOAuthServer: Operation = {
  method: "GET",
  paths: ["/oidc/.well-known/oauth-authorization-server", "/oidc/.well-known/openid-configuration"],
  documentation: { page: "neighbours", sources: ["sdk"] },
  needsToken: false,
  handle: ({ origin }) => ({
    issuer: `${origin}/oidc`,
    authorization_endpoint: `${origin}/oidc/v1/authorize`,
    token_endpoint: `${origin}/oidc/v1/token`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    scopes_supported: ["all-apis"],
    response_types_supported: ["code"],
  }),
};

/**
 * A service principal's id and secret, in the header or in the form, for a token of one hour.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m
 */
const issueOAuthToken: Operation = {
  method: "POST",
  paths: ["/oidc/v1/token"],
  documentation: { page: "neighbours", sources: ["sdk", "driver"] },
  needsToken: false,
  handle: ({ header, bytes, workspace }) => {
    const form = new URLSearchParams(bytes.toString("utf8"));
    if (form.get("grant_type") !== "client_credentials")
      return refuse(400, "unsupported_grant_type", "The local workspace knows client_credentials only");

    const scopes = (form.get("scope") ?? "all-apis").split(/\s+/);
    if (!scopes.includes("all-apis"))
      return refuse(400, "invalid_scope", "The local workspace gives tokens for all-apis only");

    const [id, secret] = basicCredentials(header("authorization")) ?? [
      form.get("client_id") ?? "",
      form.get("client_secret") ?? "",
    ];
    const access_token = workspace.tokens.oauth.issue(id, secret);
    if (access_token === undefined) return refuse(401, "invalid_client", "Client authentication failed");
    return { access_token, scope: "all-apis", token_type: "Bearer", expires_in: OAUTH_TOKEN_SECONDS };
  },
};

export const SIGN_IN_OPERATIONS: readonly Operation[] = [getDiscovery, getOAuthServer, issueOAuthToken];

/** RFC 6749, 2.3.1: each part is form-encoded before it is joined. */
function basicCredentials(header: string | undefined): [id: string, secret: string] | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const [id = "", secret = ""] = Buffer.from(encoded, "base64").toString("utf8").split(/:(.*)/s);
  return [decodePart(id), decodePart(secret)];
}

/** Some clients leave that step out. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** RFC 6749, 5.2: not the shape of the REST API's errors. */
function refuse(status: number, error: string, error_description: string): Response {
  return Response.json({ error, error_description }, { status });
}
