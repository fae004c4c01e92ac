import type { Dispatcher } from "undici";
import { readFault } from "./api-fault";
import { ConnectionError } from "./connection-error";
import { type Answer, type Exchange, exchange } from "./exchange";
import { type RetryRules, retryDelayMs } from "./retry-rules";

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

export interface SendOptions {
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
  const told = (status?: number) =>
    onAttempt?.({
      method: request.method,
      path: request.url.pathname,
      ...(status !== undefined && { status }),
      durationMs: performance.now() - start,
      attempt,
    });
  try {
    const answer = await exchange(connections, request, timeoutMs);
    told(answer.status);
    return answer;
  } catch (error) {
    told();
    if (error instanceof ConnectionError) {
      return error;
    }
    throw error;
  }
}

function mayRetry(result: Answer | ConnectionError, repeatable: boolean): boolean {
  if (result instanceof ConnectionError) {
    return result.transient && (repeatable || result.outcome === "unreachable");
  }
  if (result.status === 429) {
    // A full workspace does not get emptier by asking again.
    return readFault(result).errorCode !== "QUOTA_EXCEEDED";
  }
  return repeatable && isUncertain(result.status);
}
