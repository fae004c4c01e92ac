import type { Dispatcher } from "undici";
import type { SettingName, Setting } from "./client-settings";
import type { FoundProfile } from "./profile-file";

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
  readonly setting: (name: SettingName) => Setting | undefined;
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
export interface Refusal {
  /** "`az` is not on PATH". */
  readonly refused: string;
}
