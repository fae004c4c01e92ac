import { setTimeout as delay } from "node:timers/promises";
import { EngineError, messageOf } from "../engine-error";
import { ExpectedError } from "../expected-error";
import { isMap, type PropertyMap, type PropertyValue } from "../values/property-value";
import { ApiError } from "./api-error";
import type { Credentials } from "./credentials";
import { scalarText } from "./json";

const REQUEST_TIMEOUT_MS = 60_000;
const ATTEMPTS = 4;
const FIRST_BACKOFF_MS = 500;
/** After these the SDK of the real provider asks again, too (databricks-sdk-go: apierr/errors.go). */
const RETRIED: readonly number[] = [429, 503];

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** JSON, or a form. */
type Body = PropertyMap | FormData;

/** Calls of the workspace's REST API. */
export class RestClient {
  #me: Promise<string> | undefined;

  readonly #credentials: Credentials;

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  get host(): string {
    return this.#credentials.host;
  }

  async call(method: Method, path: string, body?: Body): Promise<PropertyMap> {
    const answer = await this.#send(method, path, body);
    return isMap(answer) ? answer : {};
  }

  async list(path: string): Promise<PropertyMap[]> {
    const answer = await this.#send("GET", path);
    return Array.isArray(answer) ? answer.filter(isMap) : [];
  }

  /** The caller's user name, asked for once (scim/v2/Me). */
  me(): Promise<string> {
    return (this.#me ??= this.call("GET", "/api/2.0/preview/scim/v2/Me?excludedAttributes=entitlements").then(
      ({ userName }) => scalarText(userName),
    ));
  }

  async #send(method: Method, path: string, body?: Body): Promise<PropertyValue> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#fetch(method, path, body);
      if (response.ok) return parse(await response.text());
      if (attempt === ATTEMPTS || !RETRIED.includes(response.status))
        throw await refusal(method, path, response);
      const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
      await delay(Number.isFinite(seconds) ? seconds * 1_000 : FIRST_BACKOFF_MS * 2 ** (attempt - 1));
    }
  }

  async #fetch(method: Method, path: string, body?: Body): Promise<Response> {
    try {
      return await fetch(this.host + path, {
        method,
        headers: {
          authorization: `Bearer ${await this.#credentials.token()}`,
          ...(body && !(body instanceof FormData) && { "content-type": "application/json" }),
        },
        ...(body && { body: body instanceof FormData ? body : JSON.stringify(body) }),
        redirect: "error",
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
    } catch (error) {
      if (error instanceof EngineError) throw error;
      throw new ExpectedError(
        `${method} ${pathOf(path)} got no answer from ${this.host}: ${causeOf(error)}`,
        {
          cause: error,
        },
      );
    }
  }
}

/** `fetch` hides why in the cause. */
export function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause instanceof Error && cause.message ? cause : error);
}

async function refusal(method: Method, path: string, response: Response): Promise<ApiError> {
  const answer = parse(await response.text());
  const { error_code: code, message } = isMap(answer) ? answer : {};
  const words =
    typeof message === "string" ? message : typeof answer === "string" ? answer.slice(0, 200) : "";
  return new ApiError(
    `${method} ${pathOf(path)}`,
    response.status,
    typeof code === "string" ? code : "",
    words,
  );
}

function pathOf(path: string): string {
  return path.split("?", 1)[0] ?? path;
}

function parse(text: string): PropertyValue {
  try {
    return text === "" ? {} : (JSON.parse(text) as PropertyValue);
  } catch {
    return text;
  }
}
