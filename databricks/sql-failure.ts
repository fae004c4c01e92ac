import { AcceptedStatementError } from "./accepted-statement-error";
import { SqlConnectionError } from "./sql-connection-error";
import { SqlStatementError } from "./sql-statement-error";
import { SqlTimeoutError } from "./sql-timeout-error";

/** How an attempt failed, and so what may be done about it. */
export type SqlFailure =
  /** Already said in full; asking again gives the same. */
  | { readonly kind: "final"; readonly error: Error }
  /** Another write came in between: nothing of this one was carried out, even where the statement had been taken. */
  | { readonly kind: "conflict"; readonly error: Error }
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
  if (thrown instanceof SqlConnectionError || thrown instanceof SqlTimeoutError) {
    return { kind: "final", error: thrown };
  }
  if (thrown instanceof AcceptedStatementError) return afterAcceptance(classifyFailure(thrown.cause));
  if (typeof thrown !== "object" || thrown === null) return { kind: "uncertain", reason: String(thrown) };
  const error = thrown as DriverError;
  const reason = String(error.message);
  if (typeof error.statusCode === "number") return fromHttpStatus(error.statusCode, error.response?.headers);
  if (isOperationState(error)) return refused(reason, error.response?.sqlState, thrown);
  if (error.name === "Status Error") return fromFailedCall(reason, thrown);
  if (typeof error.code === "string" && NEVER_SENT.test(error.code)) {
    return { kind: "unreachable", reason, code: error.code };
  }
  return { kind: "uncertain", reason };
}

/** What was surely not carried out before the warehouse took the statement is uncertain afterwards. */
function afterAcceptance(failure: SqlFailure): SqlFailure {
  if (failure.kind === "final" || failure.kind === "conflict") return failure;
  return { kind: "uncertain", reason: "reason" in failure ? failure.reason : "HTTP 401" };
}

/** The driver drops the status code of a failed call: its text is all that tells a lost handle from a bad statement. */
function fromFailedCall(message: string, cause: unknown): SqlFailure {
  const [, handle] = /^(?:[\w.]+: )?Invalid (Session|Operation)Handle\b/.exec(message) ?? [];
  if (handle === "Session") return { kind: "session-lost", reason: message };
  if (handle === "Operation") return { kind: "uncertain", reason: message };
  return refused(message, undefined, cause);
}

function refused(message: string, sqlState: string | null | undefined, cause: unknown): SqlFailure {
  const error = new SqlStatementError(message, sqlState, { cause });
  return { kind: error.isConcurrentChange ? "conflict" : "final", error };
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
