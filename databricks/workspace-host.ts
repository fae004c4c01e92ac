const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}

/**
 * A host as people write it (`adb-1.azuredatabricks.net`, `https://…/?o=1`) as scheme, host and port.
 *
 * @param place where the value was found, for the error
 */
export function parseHost(value: string, place: string): URL {
  const text = value.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Error(
      `${place} is not the address of a workspace; set it like https://my-workspace.cloud.databricks.com.`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    // The value is not shown: what stands before the @ may be a password.
    throw new Error(`${place} holds a user name or password before the host; set it to the address only.`);
  }
  if (url.protocol === "http:" && !isLoopback(url)) {
    throw new Error(
      `${place} is ${url.origin}: plain http would send the token in clear and is accepted for this machine only; use https.`,
    );
  }
  return new URL(url.origin);
}
