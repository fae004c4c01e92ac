import { type CredentialSource, requestToken } from "../token-source";
import { parseHost } from "../workspace-host";

/** The application id of Azure Databricks, the same in every tenant. */
export const AZURE_DATABRICKS = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

/** Where the sovereign clouds log in, by the end of the workspace's host name. */
const AUTHORITIES: Readonly<Record<string, string>> = {
  ".databricks.azure.us": "https://login.microsoftonline.us",
  ".databricks.azure.cn": "https://login.chinacloudapi.cn",
};

/**
 * A Microsoft Entra service principal. `AZURE_AUTHORITY_HOST` moves the login, as it does for Azure's own SDKs.
 *
 * @see https://learn.microsoft.com/azure/databricks/dev-tools/auth/azure-sp
 */
export const azureClientSecret: CredentialSource = {
  authType: "azure-client-secret",
  needs: "ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID",
  find({ host, env, setting }) {
    const id = setting("azure_client_id");
    const secret = setting("azure_client_secret");
    const tenant = setting("azure_tenant_id");
    if (secret !== undefined && (id === undefined || tenant === undefined)) {
      const missing = [...(id ? [] : ["ARM_CLIENT_ID"]), ...(tenant ? [] : ["ARM_TENANT_ID"])].join(" and ");
      return { refused: `${secret.place} is set, and ${missing} is missing` };
    }
    if (id === undefined || secret === undefined || tenant === undefined) return undefined;

    const authority = azureAuthority(host, env["AZURE_AUTHORITY_HOST"]);
    const endpoint = new URL(`/${encodeURIComponent(tenant.value)}/oauth2/token`, authority);
    return {
      describe: `Microsoft Entra token of service principal ${id.value} (${id.place})`,
      fetch: (connections) =>
        requestToken(connections, {
          endpoint,
          check: "ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID",
          form: {
            grant_type: "client_credentials",
            resource: AZURE_DATABRICKS,
            client_id: id.value,
            client_secret: secret.value,
          },
        }),
    };
  },
};

export function azureAuthority(host: URL, override: string | undefined): URL {
  if (override) return parseHost(override, "AZURE_AUTHORITY_HOST");

  const cloud = Object.entries(AUTHORITIES).find(([suffix]) => host.hostname.endsWith(suffix));
  return new URL(cloud?.[1] ?? "https://login.microsoftonline.com");
}
