import type { Dispatcher } from "undici";
import type { SettingName, Setting } from "./client-settings";

/** A token and when it ends; without an end it holds until someone takes it back. */
export interface IssuedToken {
  readonly token: string;
  readonly lifetimeSeconds?: number;
}

/** One way to come to a token. A new way is one file of `credential-sources/` and one word in `CREDENTIAL_SOURCES`. */
export interface CredentialSource {
  /** Its name in `DATABRICKS_AUTH_TYPE`. */
  readonly authType: string;
  /** What it needs, for the error of a user who asked for it by name. */
  readonly needs: string;
  /** Undefined where a setting that it needs is missing. */
  find(request: CredentialRequest): TokenSource | undefined;
}

export interface CredentialRequest {
  readonly host: URL;
  readonly env: NodeJS.ProcessEnv;
  readonly setting: (name: SettingName) => Setting | undefined;
  /** True where `DATABRICKS_AUTH_TYPE` names this source. */
  readonly chosen: boolean;
}

export interface TokenSource {
  /** `token from DATABRICKS_TOKEN`; never the token itself. */
  readonly describe: string;
  fetch(connections: Dispatcher): Promise<IssuedToken>;
}
