import { readFileSync } from "node:fs";
import { ExpectedError } from "../messages/expected-error";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const AZURE = [".azuredatabricks.net", ".databricks.azure.us", ".databricks.azure.cn"];

/** `cloud`: what DATABRICKS_CLOUD says, for a workspace behind a name of one's own. */
export function isAzure(host: URL, cloud: string | undefined): boolean {
  return cloud === undefined
    ? AZURE.some((suffix) => host.hostname.endsWith(suffix))
    : cloud.toLowerCase() === "azure";
}

export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}

/**
 * A host as people write it (`adb-1.azuredatabricks.net`, `https://…/?o=1`) as scheme, host and port.
 *
 * @param place where the value was found, for the error
 */
export function parseHost(value: string, place: string): URL {
  return new URL(parseEndpoint(value, place).origin);
}

/** The same with its path and query: an address that a token is sent to. */
export function parseEndpoint(value: string, place: string): URL {
  const text = value.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new ExpectedError(
      `${place} is not the address of a workspace; set it like https://my-workspace.cloud.databricks.com.`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    // The value is not shown: what stands before the @ may be a password.
    throw new ExpectedError(
      `${place} holds a user name or password before the host; set it to the address only.`,
    );
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    throw new ExpectedError(
      `${place} is ${url.origin}: plain http would send the token in clear and is accepted for this machine only; use https.`,
    );
  }
  return url;
}

/** PEM text of the certificate authorities that `DATABRICKS_CA_FILE` names. */
export function readCaFile(env: NodeJS.ProcessEnv): string | undefined {
  const file = env["DATABRICKS_CA_FILE"];
  if (!file) return undefined;

  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    throw new ExpectedError(`Cannot read the certificates of DATABRICKS_CA_FILE=${file}: ${code}.`, {
      cause,
    });
  }
}
