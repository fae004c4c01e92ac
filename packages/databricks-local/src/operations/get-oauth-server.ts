import type { Operation } from "../operation";

/** Where the SDKs and the SQL drivers learn how to get a token; one name is the OAuth standard's, one OpenID's. */
export const getOAuthServer: Operation = {
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
