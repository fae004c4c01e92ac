import type { Dispatcher } from "undici";
import { OversizedAnswerError, readFault } from "./api-error";
import { connectionError, ConnectionError } from "./connection-error";
import { retryDelayMs, type RetryRules } from "./retry-rules";

/** A page of 100 alerts with the longest queries is far below; more is no answer of this API. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;

export interface Exchange {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * One request and its whole answer, whatever its status.
 *
 * @throws ConnectionError where no whole answer came
 */
export async function exchange(
  connections: Dispatcher,
  { method, url, headers, body }: Exchange,
  timeoutMs: number,
): Promise<Answer> {
  try {
    const answer = await connections.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { accept: "application/json", ...headers },
      body: body ?? null,
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      const bytes = Buffer.from(chunk as Uint8Array); // undici's body is a stream of bytes, typed as any
      size += bytes.length;
      if (size > MOST_ANSWER_BYTES)
        throw new OversizedAnswerError(`${method} ${url.pathname}`, MOST_ANSWER_BYTES);

      chunks.push(bytes);
    }
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: Buffer.concat(chunks).toString("utf8"),
    };
  } catch (error) {
    throw error instanceof OversizedAnswerError ? error : connectionError(error, url.origin, timeoutMs);
  }
}

/** The work's own end, or after the limit the error that `onExpiry` gives; a later end of the work is ignored. */
export async function withinTime<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  onExpiry: () => Error,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onExpiry()), timeoutMs);
  });
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}

/** May have been carried out before it failed, unlike 429, which refuses at the door. */
const UNCERTAIN_STATUSES: readonly number[] = [500, 502, 503, 504];

export function isUncertain(status: number): boolean {
  return UNCERTAIN_STATUSES.includes(status);
}

/** One try of a request, as it is told to whoever counts. */
export interface Attempt {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Left out where no answer came. */
  readonly status?: number;
  readonly durationMs: number;
  /** 1 for the first. */
  readonly attempt: number;
}

interface SendOptions {
  /** False: what may have been carried out already is not sent again. */
  readonly repeatable: boolean;
  readonly timeoutMs: number;
  readonly rules: RetryRules;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/**
 * Sends, and sends again while that is safe and may help. Gives the last answer, whatever its status.
 *
 * @throws ConnectionError where the last try had no answer
 */
export async function send(
  connections: Dispatcher,
  request: Exchange,
  options: SendOptions,
): Promise<Answer> {
  const { rules } = options;
  for (let attempt = 1; ; attempt++) {
    const result = await observed(connections, request, options, attempt);
    const again = attempt <= rules.retries && mayRetry(result, options.repeatable);
    if (again) {
      const retryAfter = "status" in result ? result.headers["retry-after"] : undefined;
      await rules.sleep(retryDelayMs(attempt, [retryAfter].flat()[0], rules));
    } else if ("status" in result) {
      return result;
    } else {
      throw result;
    }
  }
}

async function observed(
  connections: Dispatcher,
  request: Exchange,
  { timeoutMs, onAttempt }: SendOptions,
  attempt: number,
): Promise<Answer | ConnectionError> {
  const start = performance.now();
  const report = (status?: number) =>
    onAttempt?.({
      method: request.method,
      path: request.url.pathname,
      ...(status !== undefined && { status }),
      durationMs: performance.now() - start,
      attempt,
    });
  try {
    const answer = await exchange(connections, request, timeoutMs);
    report(answer.status);
    return answer;
  } catch (error) {
    report();
    if (error instanceof ConnectionError) return error;

    throw error;
  }
}

function mayRetry(result: Answer | ConnectionError, repeatable: boolean): boolean {
  if (result instanceof ConnectionError)
    return result.transient && (repeatable || result.outcome === "unreachable");

  if (result.status === 429) {
    // A full workspace does not get emptier by asking again.
    return readFault(result).errorCode !== "QUOTA_EXCEEDED";
  }
  return repeatable && isUncertain(result.status);
}
