import { type CredentialSource, requestToken } from "../token-source";

/**
 * A service principal's own secret.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m
 */
export const oauthMachineToMachine: CredentialSource = {
  authType: "oauth-m2m",
  needs: "DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET",
  find({ host, setting }) {
    const id = setting("client_id");
    const secret = setting("client_secret");
    if (secret !== undefined && id === undefined)
      return { refused: `${secret.place} is set, and DATABRICKS_CLIENT_ID is missing` };

    if (id === undefined || secret === undefined) return undefined;

    const endpoint = new URL("/oidc/v1/token", host);
    return {
      describe: `OAuth token of service principal ${id.value} (${id.place})`,
      fetch: (connections) =>
        requestToken(connections, {
          endpoint,
          check: "DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET",
          form: { grant_type: "client_credentials", scope: "all-apis" },
          basic: { user: id.value, password: secret.value },
        }),
    };
  },
};
