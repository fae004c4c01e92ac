import type { Dispatcher } from "undici";
import { z } from "zod";
import { requestJson } from "./request-json";
import type { IssuedToken } from "./token-source";

/** Microsoft Entra's older endpoint writes the number as a string. */
const TokenAnswer = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().optional(),
});

export interface TokenRequest {
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
