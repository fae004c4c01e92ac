import { randomBytes } from "node:crypto";
import type { Caller } from "./identity";
import { invalidToken, noCredential, type OAuthClient, OAuthTokens } from "./oauth-tokens";
import { PersonalTokens } from "./personal-tokens";

interface Settings {
  readonly dataDir: string;
  /** The token that the workspace is started with: it is the user's, and never expires. */
  readonly token: string;
  readonly userName: string;
  readonly oauthClients: readonly OAuthClient[];
  readonly clock: () => Date;
}

/** Who asks: every token that the workspace takes. The router asks it before each call. */
export class AccessTokens {
  readonly personal: PersonalTokens;
  readonly oauth: OAuthTokens;
  readonly runs = new RunTokens();

  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;

    const { dataDir, oauthClients, clock } = settings;
    this.personal = new PersonalTokens(dataDir, clock);
    this.oauth = new OAuthTokens(oauthClients, clock);
  }

  /** The caller that an `Authorization` header names. */
  identify(header: string | undefined): Caller {
    const [, token] = /^Bearer (.+)$/.exec(header ?? "") ?? [];
    if (token === undefined) throw noCredential();
    const { userName } = this.#settings;
    if (token === this.#settings.token) return { userName, kind: "user" };
    const caller = this.personal.caller(token) ?? this.oauth.caller(token) ?? this.runs.caller(token);
    if (caller === undefined) throw invalidToken();
    return caller;
  }

  /** Every token that was handed out since is no longer good; the one of the start is. */
  expireAll(): void {
    this.personal.expireAll();
    this.oauth.expireAll();
  }

  close(): void {
    this.personal.close();
  }
}

/** The tokens of job runs: each is good from the start of its notebook to its end, and is written down nowhere. */
export class RunTokens {
  readonly #callers = new Map<string, Caller>();

  /** Whoever the run acts as. */
  issue(caller: Caller): string {
    const token = `dapi${randomBytes(16).toString("hex")}`;
    this.#callers.set(token, caller);
    return token;
  }

  caller(token: string): Caller | undefined {
    return this.#callers.get(token);
  }

  revoke(token: string): void {
    this.#callers.delete(token);
  }
}
