import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { ApiError } from "../api-error";
import type { Caller } from "./identity";

/** "Each access token is valid for one hour": docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m */
export const OAUTH_TOKEN_SECONDS = 3600;

interface IssuedToken {
  readonly clientId: string;
  /** In milliseconds. */
  readonly expiresAt: number;
}

/** Tokens of service principals. They live in memory only: after a new start clients ask for another one. */
export class OAuthTokens {
  readonly #signingKey = randomBytes(32);
  #issued = new Map<string, IssuedToken>();

  readonly #clock: () => Date;

  constructor(
    readonly clients: readonly OAuthClient[],
    clock: () => Date,
  ) {
    this.#clock = clock;
  }

  /** A new token; nothing unless id and secret belong together. */
  issue(clientId: string, clientSecret: string): string | undefined {
    const client = this.clients.find((known) => known.clientId === clientId);
    if (client === undefined || !isSame(client.clientSecret, clientSecret)) return undefined;
    const now = this.#clock().getTime();
    const expiresAt = now + OAUTH_TOKEN_SECONDS * 1000;
    const token = this.#sign({
      sub: clientId,
      client_id: clientId,
      scope: "all-apis",
      iat: Math.floor(now / 1000),
      exp: Math.floor(expiresAt / 1000),
      jti: randomBytes(16).toString("hex"),
    });
    this.#forgetExpired(now);
    this.#issued.set(token, { clientId, expiresAt });
    return token;
  }

  /** Refuses one that has expired; nothing for one that was never issued. */
  caller(token: string): Caller | undefined {
    const issued = this.#issued.get(token);
    if (issued === undefined) return undefined;
    if (issued.expiresAt <= this.#clock().getTime()) throw expiredOAuthToken();
    return { userName: issued.clientId, kind: "service principal" };
  }

  expireAll(): void {
    const expiresAt = this.#clock().getTime();
    this.#issued = new Map([...this.#issued].map(([token, issued]) => [token, { ...issued, expiresAt }]));
  }

  /** A JWT, as the service's are: the SQL driver for Node.js reads its `exp`. */
  #sign(claims: object): string {
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
    return `${content}.${createHmac("sha256", this.#signingKey).update(content).digest("base64url")}`;
  }

  /** An hour longer than needed, so that their callers hear that they have expired. */
  #forgetExpired(now: number): void {
    const oldest = now - OAUTH_TOKEN_SECONDS * 1000;
    this.#issued = new Map([...this.#issued].filter(([, { expiresAt }]) => expiresAt > oldest));
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A service principal's OAuth secret, as an administrator of the account makes it. */
export interface OAuthClient {
  /** The service principal's application id: a UUID. */
  readonly clientId: string;
  readonly clientSecret: string;
}

export function newOAuthClient(): OAuthClient {
  return { clientId: randomUUID(), clientSecret: `dose${randomBytes(16).toString("hex")}` };
}

// How the gateway in front of the service refuses a call's credentials; it sends the bare status as `error_code`.

export function noCredential(): ApiError {
  return new ApiError(401, 401, "Credential was not sent or was of an unsupported type for this API.");
}

/** A personal token that is wrong, deleted or expired. @see https://github.com/databricks/databricks-sdk-go/issues/917 */
export function invalidToken(): ApiError {
  return new ApiError(403, 403, "Invalid access token.");
}

/** @see https://github.com/databricks/databricks-sdk-go/issues/1061 */
function expiredOAuthToken(): ApiError {
  return new ApiError(403, 403, "JWT has expired");
}
