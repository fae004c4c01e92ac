import type { Dispatcher } from "undici";
import type { z } from "zod";
import { AdaptiveConcurrency, type ConcurrencyBounds } from "./adaptive-concurrency";
import { ApiError, readAnswer, readFault, UncertainOutcomeError, UnexpectedAnswerError } from "./api-error";
import { ConnectionError } from "./connection-error";
import { openConnections } from "./connections";
import type { Credentials } from "./credentials";
import { RETRY_RULES, type RetryRules } from "./retry-rules";
import { type Answer, type Attempt, type Exchange, isUncertain, send } from "./send";

export interface RestClientOptions {
  /** Called after every try. */
  readonly onRequest?: (attempt: Attempt) => void;
  /** Longest time for one try. @default 60000 */
  readonly requestTimeoutMs?: number;
  readonly concurrency?: ConcurrencyBounds;
  readonly retry?: Partial<RetryRules>;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;
type Method = Exchange["method"];

const CONCURRENCY: ConcurrencyBounds = { initial: 10, least: 1, most: 20 };
const REQUEST_TIMEOUT_MS = 60_000;

/** A workspace's REST API: JSON, retries, bounded concurrency, tokens renewed. Every answer is checked against a shape. */
export class RestClient {
  readonly #connections: Dispatcher;
  readonly #concurrency: AdaptiveConcurrency;
  readonly #rules: RetryRules;

  readonly #credentials: Credentials;
  readonly #options: RestClientOptions;

  constructor(credentials: Credentials, options: RestClientOptions = {}) {
    this.#credentials = credentials;
    this.#options = options;

    this.#connections = openConnections(credentials);
    this.#concurrency = new AdaptiveConcurrency(options.concurrency ?? CONCURRENCY);
    this.#rules = { ...RETRY_RULES, ...options.retry };
  }

  async get<T>(path: string, shape: z.ZodType<T>, query: Query = {}): Promise<T> {
    return readAnswer(await this.#request("GET", path, query), shape, `GET ${path}`);
  }

  /** @throws UncertainOutcomeError where it may have been carried out: it is not sent again */
  async post<T>(path: string, body: unknown, shape: z.ZodType<T>): Promise<T> {
    const answer = await this.#request("POST", path, {}, body);
    try {
      return readAnswer(answer, shape, `POST ${path}`);
    } catch (error) {
      throw error instanceof UnexpectedAnswerError ? new UncertainOutcomeError("POST", path, error) : error;
    }
  }

  async patch<T>(path: string, body: unknown, shape: z.ZodType<T>, query: Query = {}): Promise<T> {
    return readAnswer(await this.#request("PATCH", path, query, body), shape, `PATCH ${path}`);
  }

  async delete<T>(path: string, shape: z.ZodType<T>, query: Query = {}): Promise<T> {
    return readAnswer(await this.#request("DELETE", path, query), shape, `DELETE ${path}`);
  }

  /** The workspace that is asked: `https://adb-….azuredatabricks.net`. */
  get host(): string {
    return new URL(this.#credentials.host).origin;
  }

  /** Waits for what is under way. Idle connections do not keep the process alive even without it. */
  async close(): Promise<void> {
    await this.#connections.close();
  }

  #request(method: Method, path: string, query: Query, body?: unknown): Promise<Answer> {
    // A row may name anything: `..` would be another address, and nothing is called so.
    if (/\/\.{1,2}(?:[/?]|$)/.test(path)) {
      const nothing = new ApiError({ method, path }, 404, { message: "no name is . or .." });
      return Promise.reject(nothing);
    }
    const url = new URL(path, this.#credentials.host);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));

    return this.#concurrency.run(async (throttled) => {
      const token = await this.#credentials.token();
      const answer = await this.#send(method, url, token, body, throttled);
      if (!isTokenRefused(answer)) return this.#succeeded(answer, method, path, token);

      // Refused at the door: nothing was carried out, so even a POST is sent again.
      const renewed = await this.#credentials.token(token);
      const second = renewed === token ? answer : await this.#send(method, url, renewed, body, throttled);
      return this.#succeeded(second, method, path, renewed);
    });
  }

  async #send(
    method: Method,
    url: URL,
    token: string,
    body: unknown,
    throttled: () => void,
  ): Promise<Answer> {
    const request = {
      method,
      url,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    try {
      return await send(this.#connections, request, {
        repeatable: method !== "POST",
        timeoutMs: this.#options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
        rules: this.#rules,
        onAttempt: (attempt) => {
          if (attempt.status === 429) throttled();

          this.#options.onRequest?.(attempt);
        },
      });
    } catch (error) {
      throw lostAnswer(error, method, url.pathname);
    }
  }

  #succeeded(answer: Answer, method: Method, path: string, token: string): Answer {
    if (answer.status >= 200 && answer.status < 300) return answer;

    // Some proxies send back what they were sent.
    const fault = readFault({ ...answer, text: answer.text.replaceAll(token, "***") });
    const advice = isTokenRefused(answer)
      ? `Set a token that this workspace accepts (${this.#credentials.describe}).`
      : "";
    const error = new ApiError({ method, path }, answer.status, fault, advice);
    throw method === "POST" && isUncertain(answer.status)
      ? new UncertainOutcomeError(method, path, error)
      : error;
  }
}

/**
 * The gateway in front of the service sends 403 for a token that has expired, too, with the bare status for a code; what
 * a caller may not do is `PERMISSION_DENIED`.
 *
 * @see https://github.com/databricks/databricks-sdk-go/issues/1061
 */
function isTokenRefused(answer: Answer): boolean {
  return answer.status === 401 || (answer.status === 403 && readFault(answer).errorCode === "403");
}

function lostAnswer(error: unknown, method: Method, path: string): unknown {
  if (!(error instanceof Error) || (error instanceof ConnectionError && error.outcome === "unreachable"))
    return error;

  if (method === "POST") return new UncertainOutcomeError(method, path, error);

  return error instanceof ConnectionError
    ? new ConnectionError(error.outcome, `${method} ${path} failed: ${error.message}`, false, error)
    : error;
}
