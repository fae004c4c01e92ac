import type { Dispatcher } from "undici";
import type { z } from "zod";
import { ApiError, readAnswer, readFault } from "./api-error";
import { RETRY_RULES } from "./retry-rules";
import { type Exchange, send } from "./send";

const TIMEOUT_MS = 60_000;

/** A request to whoever issues tokens: no token of ours, safe to repeat. */
export interface JsonRequest<T> extends Exchange {
  /** What to check when it is refused, for the error. */
  readonly check: string;
  readonly shape: z.ZodType<T>;
  /** Parts of the request that no error may show. */
  readonly secrets: readonly string[];
  /** @default 3 */
  readonly retries?: number;
  /** @default 60000 */
  readonly timeoutMs?: number;
}

export async function requestJson<T>(
  connections: Dispatcher,
  {
    check,
    shape,
    secrets,
    retries = RETRY_RULES.retries,
    timeoutMs = TIMEOUT_MS,
    ...request
  }: JsonRequest<T>,
): Promise<T> {
  const answer = await send(connections, request, {
    repeatable: true,
    timeoutMs,
    rules: { ...RETRY_RULES, retries },
  });
  const name = { method: request.method, path: request.url.origin + request.url.pathname };
  if (answer.status !== 200) {
    // Some endpoints send back what they were sent.
    const text = secrets.reduce((shown, secret) => shown.replaceAll(secret, "***"), answer.text);
    throw new ApiError(name, answer.status, readFault({ ...answer, text }), `No token: check ${check}.`);
  }
  return readAnswer(answer, shape, `${name.method} ${name.path}`);
}
