import { EngineError, UnsupportedError } from "../engine-error";
import type { PropertyMap } from "../values/property-value";
import { reveal } from "../values/secrets";

/** Where the workspace is, and how to sign in there. */
export interface Credentials {
  host: string;
  token: () => Promise<string>;
}

/** The provider's settings that say how to sign in and are understood here. */
const UNDERSTOOD: readonly string[] = ["host", "token", "version"];

/**
 * The stack's `databricks:host` and `databricks:token` go before DATABRICKS_HOST and DATABRICKS_TOKEN of the environment,
 * as with the real provider; profiles are never read.
 */
export function credentialsOf(config: PropertyMap, env: NodeJS.ProcessEnv): Credentials {
  const other = Object.keys(config).find((key) => !UNDERSTOOD.includes(key));
  if (other !== undefined) throw new UnsupportedError(`the setting databricks:${other}`);
  const host = textOf(config["host"]) || env["DATABRICKS_HOST"];
  if (!host) {
    throw new EngineError(
      "no workspace is known: set databricks:host, or DATABRICKS_HOST in the environment",
    );
  }
  return { host: localHost(host), token: signIn(config, env, localHost(host)) };
}

function signIn(config: PropertyMap, env: NodeJS.ProcessEnv, host: string): Credentials["token"] {
  const named = env["DATABRICKS_AUTH_TYPE"] === "oauth-m2m" ? undefined : env["DATABRICKS_TOKEN"];
  const token = textOf(config["token"]) || named;
  if (token) return () => Promise.resolve(token);
  const { DATABRICKS_CLIENT_ID: id, DATABRICKS_CLIENT_SECRET: secret } = env;
  if (!id || !secret) {
    throw new EngineError(
      `nothing says how to sign in to ${host}: set databricks:token as a secret, or DATABRICKS_TOKEN in the environment`,
    );
  }
  let asked: Promise<string> | undefined;
  return () => (asked ??= clientToken(host, id, secret));
}

/** OAuth machine to machine: RFC 6749, section 4.4. A token lives longer than a run. */
async function clientToken(host: string, id: string, secret: string): Promise<string> {
  const response = await fetch(`${host}/oidc/v1/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: "all-apis" }),
  });
  const answer = (await response.json()) as { access_token?: string };
  if (!response.ok || !answer.access_token)
    throw new EngineError(`${host} does not let the client ${id} in: ${response.status}`);
  return answer.access_token;
}

/** The engine is for a workspace on this machine: nothing real may be changed by it. */
export function localHost(host: string): string {
  const address = host.includes("://") ? host : `https://${host}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^(localhost|\[::1\]|127(\.\d+){3})$/.test(url.hostname)) {
    throw new EngineError(
      `the local engine manages resources of a workspace on this machine only, and ${host} is elsewhere: use the Pulumi CLI`,
    );
  }
  return url.origin;
}

function textOf(value: PropertyMap[string] | undefined): string {
  const plain = value === undefined ? "" : reveal(value);
  return typeof plain === "string" ? plain : "";
}
