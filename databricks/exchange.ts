import type { Dispatcher } from "undici";
import { connectionError } from "./connection-error";
import { OversizedAnswerError } from "./oversized-answer-error";

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
      if (size > MOST_ANSWER_BYTES) {
        throw new OversizedAnswerError(`${method} ${url.pathname}`, MOST_ANSWER_BYTES);
      }
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
