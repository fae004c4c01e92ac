import { STATUS_CODES } from "node:http";
import { z } from "zod";
import type { Answer } from "./exchange";

/** In characters. */
const LONGEST_MESSAGE = 1_900;
const REQUEST_ID_HEADERS = ["x-request-id", "x-databricks-request-id"] as const;

/** The API's own form, and that of OAuth (RFC 6749, 5.2). */
const Fault = z.object({
  error_code: z.coerce.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

export interface ApiFault {
  readonly errorCode?: string;
  readonly message: string;
  readonly requestId?: string;
}

/** What an answer that is no success says; a page of a proxy in between has no code and maybe no words. */
export function readFault(answer: Answer): ApiFault {
  const requestId = REQUEST_ID_HEADERS.map((name) => [answer.headers[name]].flat()[0]).find(Boolean);
  const fault = Fault.safeParse(parseJson(answer.text)).data;
  const errorCode = fault?.error_code ?? fault?.error;
  const text = fault?.message ?? fault?.error_description ?? STATUS_CODES[answer.status] ?? "no message";
  return {
    ...(errorCode !== undefined && { errorCode }),
    message: text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text,
    ...(requestId !== undefined && { requestId }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller falls back to the status.
  }
}
