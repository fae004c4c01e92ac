import { randomBytes, randomUUID } from "node:crypto";

/** A service principal's OAuth secret, as an administrator of the account makes it. */
export interface OAuthClient {
  /** The service principal's application id: a UUID. */
  readonly clientId: string;
  readonly clientSecret: string;
}

export function newOAuthClient(): OAuthClient {
  return { clientId: randomUUID(), clientSecret: `dose${randomBytes(16).toString("hex")}` };
}
