import type { Dispatcher } from "undici";
import { z } from "zod";
import { ConnectionError } from "../connection-error";
import { findProgram, runProgram } from "../run-program";
import { exchange } from "../send";
import {
  type CredentialRequest,
  type CredentialSource,
  expiringToken,
  type IssuedToken,
} from "../token-source";
import { isAzure } from "../workspace-host";
import { AZURE_DATABRICKS } from "./azure-client-secret";

/** Before version 2.54 there is only `expiresOn`, which is local time. */
const Token = z.object({
  accessToken: z.string().min(1),
  expires_on: z.coerce.number().optional(),
  expiresOn: z.string().optional(),
});
const Account = z.object({ user: z.object({ type: z.string() }) });

const TENANT = /^[\w.-]+$/;
const TENANT_TIMEOUT_MS = 5_000;

/**
 * Who signed in with `az login`: a person, a service principal or a managed identity.
 *
 * @see https://learn.microsoft.com/azure/databricks/dev-tools/auth/azure-cli
 */
export const azureCli: CredentialSource = {
  authType: "azure-cli",
  needs: "the Azure CLI, signed in by `az login`",
  find(request) {
    const { host, env, setting, chosen } = request;
    if (!chosen && !isAzure(host, setting("cloud")?.value)) return undefined;

    const given = setting("azure_tenant_id");
    if (given !== undefined && !TENANT.test(given.value))
      return { refused: `${given.place} is no tenant of Microsoft Entra` };

    const path = findProgram("az", env);
    if (path === undefined)
      return { refused: "`az` is not on PATH. Install the Azure CLI, and sign in by `az login`" };

    const call = { path, env, advice: "Sign in by `az login`." };
    const getToken = (tenant: readonly string[]) =>
      runProgram({
        ...call,
        args: ["account", "get-access-token", "--resource", AZURE_DATABRICKS, "--output", "json", ...tenant],
        shown: ["az account get-access-token", ...tenant].join(" "),
        shape: Token,
      }).then(issued);
    const isPerson = () =>
      runProgram({
        ...call,
        args: ["account", "show", "--output", "json"],
        shown: "az account show",
        shape: Account,
      }).then(
        ({ user }) => user.type !== "servicePrincipal",
        () => true,
      );
    return {
      describe: "Microsoft Entra token of the Azure CLI",
      ambient: !chosen,
      async fetch(connections) {
        const tenant = await tenantOf(request, connections);
        if (tenant === undefined) return getToken([]);
        try {
          return await getToken(["--tenant", tenant]);
        } catch (error) {
          // A managed or federated identity belongs to one tenant, and the CLI refuses to be told which.
          if (await isPerson()) throw error;
          return getToken([]);
        }
      },
    };
  },
};

function issued({ accessToken, expires_on, expiresOn = "" }: z.infer<typeof Token>): IssuedToken {
  return expiringToken(accessToken, expires_on === undefined ? Date.parse(expiresOn) : expires_on * 1000);
}

/**
 * Whose tokens the workspace takes: a guest in several tenants would else get one of another. The workspace sends
 * whoever wants to sign in to `https://login.microsoftonline.com/<tenant>/…`, as the SDKs know.
 */
async function tenantOf(
  { host, setting }: CredentialRequest,
  connections: Dispatcher,
): Promise<string | undefined> {
  const given = setting("azure_tenant_id")?.value;
  if (given !== undefined || !isAzure(host, setting("cloud")?.value)) return given;

  try {
    const request = { method: "GET", url: new URL("/aad/auth", host), headers: {} } as const;
    const { location } = (await exchange(connections, request, TENANT_TIMEOUT_MS)).headers;
    const tenant = URL.parse([location].flat()[0] ?? "")?.pathname.split("/")[1];
    return tenant !== undefined && TENANT.test(tenant) ? tenant : undefined;
  } catch (error) {
    // Without it the CLI's own tenant is right nearly always, and a workspace that cannot be reached is told later.
    if (error instanceof ConnectionError) return undefined;
    throw error;
  }
}
