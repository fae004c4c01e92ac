import type { Dispatcher } from "undici";
import { z } from "zod";
import type { Setting, ClientSettingName } from "./client-settings";
import type { FoundProfile } from "./profile-file";
import { requestJson } from "./request-json";

/** A token and when it ends; without an end it holds until someone takes it back. */
export interface IssuedToken {
  readonly token: string;
  readonly lifetimeSeconds?: number;
}

/** `expiresAtMs`: milliseconds since 1970; NaN where nobody said when it ends. */
export function expiringToken(token: string, expiresAtMs: number): IssuedToken {
  return Number.isNaN(expiresAtMs)
    ? { token }
    : { token, lifetimeSeconds: Math.max(1, (expiresAtMs - Date.now()) / 1000) };
}

/** One way to come to a token. A new way is one file of `credential-sources/` and one word in `CREDENTIAL_SOURCES`. */
export interface CredentialSource {
  /** Its name in `DATABRICKS_AUTH_TYPE`. */
  readonly authType: string;
  /** What it needs, for the error of a user who asked for it by name. */
  readonly needs: string;
  /** Undefined where nothing asks for it: a setting that it needs is missing. */
  find(request: CredentialRequest): TokenSource | Refusal | undefined;
}

export interface CredentialRequest {
  readonly host: URL;
  readonly env: NodeJS.ProcessEnv;
  readonly setting: (name: ClientSettingName) => Setting | undefined;
  /** The profile that was read. */
  readonly profile?: Pick<FoundProfile, "name" | "file">;
  /** True where `DATABRICKS_AUTH_TYPE` names this source. */
  readonly chosen: boolean;
}

export interface TokenSource {
  /** `token from DATABRICKS_TOKEN`; never the token itself. */
  readonly describe: string;
  /** True where nobody asked for it, and it was merely found on this machine: the next one is tried if it has no token. */
  readonly ambient?: boolean;
  fetch(connections: Dispatcher): Promise<IssuedToken>;
}

/** It was found, and cannot be used. */
interface Refusal {
  /** "`az` is not on PATH". */
  readonly refused: string;
}

/** Renewed this long before its end, so that a request under way does not meet an expired token. */
const MARGIN_SECONDS = 300;

/** One token for everyone who asks, and at most one request for it at a time. */
export class CachedToken {
  #current: { token: string; renewAtMs: number } | undefined;
  #inFlight: Promise<string> | undefined;

  readonly #fetch: () => Promise<IssuedToken>;
  readonly #now: () => number;

  constructor(fetch: () => Promise<IssuedToken>, now: () => number = Date.now) {
    this.#fetch = fetch;
    this.#now = now;
  }

  /** @param refused a token that the workspace answered 401 to; another one is fetched unless that happened already */
  get(refused?: string): Promise<string> {
    if (this.#current && this.#current.token !== refused && this.#now() < this.#current.renewAtMs)
      return Promise.resolve(this.#current.token);

    this.#inFlight ??= this.#renew().finally(() => {
      this.#inFlight = undefined;
    });
    return this.#inFlight;
  }

  async #renew(): Promise<string> {
    const { token, lifetimeSeconds = Infinity } = await this.#fetch();
    const marginSeconds = Math.min(MARGIN_SECONDS, lifetimeSeconds / 5);
    this.#current = { token, renewAtMs: this.#now() + (lifetimeSeconds - marginSeconds) * 1000 };
    return token;
  }
}

/** Microsoft Entra's older endpoint writes the number as a string. */
const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
});

interface TokenRequest {
  readonly endpoint: URL;
  /** The settings to check when it is refused, for the error. */
  readonly check: string;
  readonly form: Readonly<Record<string, string>>;
  /** Client id and secret, where they belong into the header (RFC 6749, 2.3.1). */
  readonly basic?: { readonly user: string; readonly password: string };
}

/** Asks an OAuth token endpoint. Safe to repeat: a token too many expires by itself. */
export async function requestToken(connections: Dispatcher, request: TokenRequest): Promise<IssuedToken> {
  const { endpoint, check, form, basic } = request;
  const answer = await requestJson(connections, {
    check,
    method: "POST",
    url: endpoint,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(basic && { authorization: `Basic ${encodeBasic(basic.user, basic.password)}` }),
    },
    body: new URLSearchParams(form).toString(),
    shape: TokenAnswer,
    secrets: secretsOf(request),
  });
  return {
    token: answer.access_token,
    ...(answer.expires_in !== undefined && { lifetimeSeconds: answer.expires_in }),
  };
}

/** In each form in which they are sent. */
function secretsOf({ form, basic }: TokenRequest): string[] {
  const plain = [form["client_secret"], form["subject_token"], basic?.password].filter(
    (secret) => secret !== undefined,
  );
  return [
    ...plain,
    ...plain.map(encodeURIComponent),
    ...(basic ? [encodeBasic(basic.user, basic.password)] : []),
  ];
}

function encodeBasic(user: string, password: string): string {
  return Buffer.from(`${encodeURIComponent(user)}:${encodeURIComponent(password)}`).toString("base64");
}
