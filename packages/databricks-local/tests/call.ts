export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export const TOKEN = "dapi-test";

/** Text goes as it is, anything else as JSON. */
export async function call(
  host: string,
  method: string,
  path: string,
  body?: unknown,
  token = TOKEN,
): Promise<Answer> {
  const response = await fetch(`${host}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, body: asJson(json), headers: response.headers };
}

export function asJson(value: unknown): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`not a JSON object: ${JSON.stringify(value)}`);
}

/** Status, code and message: what a client decides by. */
export function refusal({ status, body }: Answer) {
  return [status, body.error_code, body.message];
}
