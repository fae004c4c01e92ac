import { SqlConnectionError } from "./sql-connection-error";
import { SqlStatementError } from "./sql-statement-error";
import { SqlTimeoutError } from "./sql-timeout-error";

/** How an attempt failed, and so what may be done about it. */
export type SqlFailure =
  /** Already said in full; asking again gives the same. */
  | { readonly kind: "final"; readonly error: Error }
  /** The session is gone: nothing was carried out, a new session will do. */
  | { readonly kind: "session-lost"; readonly reason: string }
  /** Refused before anything was carried out. `retryAfter` is the service's wish. */
  | { readonly kind: "busy"; readonly reason: string; readonly retryAfter?: string }
  /** It may have been carried out, the answer is lost. */
  | { readonly kind: "uncertain"; readonly reason: string; readonly retryAfter?: string }
  | { readonly kind: "token-refused" }
  /** Asking again does not help. */
  | { readonly kind: "unreachable"; readonly reason: string; readonly code: string }
  | { readonly kind: "rejected"; readonly status: number; readonly reason: string };

/** What the driver throws; its `StatusError` is no `Error`. */
interface DriverError {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly response?: {
    readonly sqlState?: string | null;
    readonly headers?: { get(name: string): string | null };
  };
}

/** Reading the host's address or its certificate failed: no request was sent. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO)$|CERT|SELF_SIGNED|^ERR_(SSL|TLS)_/;

export function classifyFailure(thrown: unknown): SqlFailure {
  if (thrown instanceof SqlConnectionError || thrown instanceof SqlTimeoutError)
    return { kind: "final", error: thrown };
  if (typeof thrown !== "object" || thrown === null) return { kind: "uncertain", reason: String(thrown) };
  const error = thrown as DriverError;
  const message = String(error.message);
  if (typeof error.statusCode === "number") return fromHttpStatus(error.statusCode, error.response?.headers);
  // The driver drops the status code of a failed call: the text is all that tells a lost session from a bad statement.
  if (/Invalid SessionHandle|session was closed or has expired/i.test(message)) {
    return { kind: "session-lost", reason: message };
  }
  if (/Invalid OperationHandle/i.test(message)) return { kind: "uncertain", reason: message };
  if (error.name === "Status Error" || isOperationState(error)) {
    return {
      kind: "final",
      error: new SqlStatementError(message, error.response?.sqlState, { cause: thrown }),
    };
  }
  if (typeof error.code === "string" && NEVER_SENT.test(error.code)) {
    return { kind: "unreachable", reason: message, code: error.code };
  }
  return { kind: "uncertain", reason: message };
}

/** `OperationStateError` is not exported by the driver; nothing else carries the answer's operation state. */
function isOperationState(error: DriverError): boolean {
  return typeof error.response === "object" && "operationState" in error.response;
}

function fromHttpStatus(
  status: number,
  headers: { get(name: string): string | null } | undefined,
): SqlFailure {
  const words =
    headers?.get("x-thriftserver-error-message") ?? headers?.get("x-databricks-error-or-redirect-message");
  const reason = words ? `HTTP ${status}: ${words}` : `HTTP ${status}`;
  const asked = headers?.get("retry-after");
  const wish = asked ? { retryAfter: asked } : {};
  if (status === 401) return { kind: "token-refused" };
  if (status === 429) return { kind: "busy", reason, ...wish };
  if (status >= 500 && status !== 501) return { kind: "uncertain", reason, ...wish };
  return { kind: "rejected", status, reason };
}
