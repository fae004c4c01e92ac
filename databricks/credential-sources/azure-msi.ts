import { z } from "zod";
import type { Setting } from "../client-settings";
import { ConnectionError, SignInError } from "../connection-error";
import { openConnections } from "../connections";
import { requestJson } from "../request-json";
import { type CredentialSource, expiringToken } from "../token-source";
import { isAzure, isLoopback, parseEndpoint } from "../workspace-host";
import { AZURE_DATABRICKS } from "./azure-client-secret";

/** The number is written as a string; seconds since 1970. */
const Answer = z.object({ access_token: z.string().min(1), expires_on: z.coerce.number().optional() });

/** Azure's Instance Metadata Service, on every machine of Azure. */
const METADATA_SERVICE = new URL("http://169.254.169.254/metadata/identity/oauth2/token");
const TIMEOUT_MS = 10_000;

/** The words of Go's `ParseBool`, which `@pulumi/databricks` reads switches with. */
const ON = ["1", "t", "true"];
const OFF = ["0", "f", "false"];

/**
 * The managed identity of the machine in Azure that this runs on: its own, or with ARM_CLIENT_ID one that a user assigned
 * to it. `ARM_MSI_ENDPOINT` names another service, as it does for Azure's own providers.
 *
 * @see https://learn.microsoft.com/azure/databricks/dev-tools/auth/azure-mi
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
 */
export const azureMsi: CredentialSource = {
  authType: "azure-msi",
  needs: "ARM_USE_MSI=true, on a machine of Azure with a managed identity",
  find({ host, env, setting, chosen }) {
    const wanted = setting("azure_use_msi");
    if (wanted === undefined || !isOn(wanted)) return undefined;

    if (!chosen && !isAzure(host, setting("cloud")?.value) && !isLoopback(host))
      return { refused: `${wanted.place} is set, but ${host.origin} is no workspace of Azure` };

    const endpoint = metadataService(env["ARM_MSI_ENDPOINT"]);
    const client = setting("azure_client_id");
    endpoint.searchParams.set("api-version", "2018-02-01");
    endpoint.searchParams.set("resource", AZURE_DATABRICKS);
    if (client) endpoint.searchParams.set("client_id", client.value);
    return {
      describe: `Microsoft Entra token of the machine's managed identity${client ? ` ${client.value}` : ""}`,
      async fetch() {
        // The service answers its own machine only: a proxy cannot ask for it.
        const direct = openConnections({});
        try {
          const { access_token: token, expires_on: seconds = NaN } = await requestJson(direct, {
            check:
              "that the machine has the managed identity, and ARM_CLIENT_ID where it is one that a user assigned",
            method: "GET",
            url: endpoint,
            headers: { metadata: "true" },
            shape: Answer,
            secrets: [],
            retries: 1,
            timeoutMs: TIMEOUT_MS,
          });
          return expiringToken(token, seconds * 1000);
        } catch (error) {
          throw error instanceof ConnectionError ? noService(endpoint, wanted.place, error) : error;
        } finally {
          await direct.close();
        }
      },
    };
  },
};

function noService({ origin }: URL, place: string, cause: ConnectionError): SignInError {
  return new SignInError(
    `${place} asks for the managed identity of this machine, but nothing answers at ${origin}: is it a machine of Azure?`,
    { cause },
  );
}

/** Never asked for over plain http on another machine, but for Azure's own, whose address leads nowhere else. */
function metadataService(other: string | undefined): URL {
  return !other || URL.parse(other)?.host === METADATA_SERVICE.host
    ? new URL(other || METADATA_SERVICE)
    : parseEndpoint(other, "ARM_MSI_ENDPOINT");
}

function isOn({ value, place }: Setting): boolean {
  const word = value.toLowerCase();
  if (!ON.includes(word) && !OFF.includes(word)) throw new SignInError(`${place} is neither true nor false.`);

  return ON.includes(word);
}
