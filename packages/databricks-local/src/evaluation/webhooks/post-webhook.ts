import { setTimeout } from "node:timers/promises";

const MAX_ATTEMPTS = 3;
const TIMEOUT_MS = 3000;
const PAUSE_MS = 200;

export interface WebhookTarget {
  readonly url: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

export interface PostResult {
  readonly attempts: number;
  /** What went wrong with the last attempt, without a word of the target: its URL is a secret, too. */
  readonly failure?: string;
}

/** Sends a payload, and again after what may pass: no answer, 429 and 5xx. */
export async function postWebhook(
  target: WebhookTarget,
  payload: object,
  signal: AbortSignal,
): Promise<PostResult> {
  for (let attempts = 1; ; attempts += 1) {
    const { failure, isFinal } = await attempt(target, payload, signal);
    if (failure === undefined) return { attempts };
    if (isFinal || attempts === MAX_ATTEMPTS || signal.aborted) return { attempts, failure };
    await setTimeout(PAUSE_MS * attempts, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function attempt(target: WebhookTarget, payload: object, signal: AbortSignal) {
  try {
    const response = await fetch(target.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization(target) },
      body: JSON.stringify(payload),
      // It could lead to another host.
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    if (response.ok) return {};
    return {
      failure: `HTTP ${response.status}`,
      isFinal: response.status !== 429 && response.status < 500,
    };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function authorization({ username, password = "" }: WebhookTarget): Record<string, string> {
  if (username === undefined) return {};
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` };
}

function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  if (error.name === "AbortError") return "the workspace was stopped";
  const { cause } = error;
  return cause instanceof Error && "code" in cause ? `no connection: ${String(cause.code)}` : "no connection";
}
