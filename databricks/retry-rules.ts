import { setTimeout as sleep } from "node:timers/promises";

/** When and how often a request is sent again; time and chance are parts, so that tests need neither. */
export interface RetryRules {
  /** @default 3 */
  readonly retries: number;
  /** Pause before the first retry, doubled for each further one. @default 500 */
  readonly firstDelayMs: number;
  /** Upper bound of what a `Retry-After` header can ask for. @default 60000 */
  readonly longestDelayMs: number;
  sleep(milliseconds: number): Promise<unknown>;
  /** From 0 up to 1. */
  random(): number;
  /** Milliseconds since 1970. */
  now(): number;
}

export const RETRY_RULES: RetryRules = {
  retries: 3,
  firstDelayMs: 500,
  longestDelayMs: 60_000,
  sleep: (milliseconds) => sleep(milliseconds),
  random: Math.random,
  now: Date.now,
};

/**
 * How long to wait before the retry that follows the given attempt (the first is 1): what the service asks for, else
 * 0.5 s, 1 s, 2 s, each stretched by up to a half so that clients that failed together do not come back together.
 */
export function retryDelayMs(attempt: number, retryAfter: string | undefined, rules: RetryRules): number {
  const asked = parseRetryAfter(retryAfter, rules.now());
  const backoff = rules.firstDelayMs * 2 ** (attempt - 1) * (1 + rules.random() / 2);
  return Math.min(asked ?? backoff, rules.longestDelayMs);
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3) in milliseconds from now. */
function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;

  if (/^\d+(\.\d+)?$/.test(value.trim())) return Number(value) * 1000;

  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
