import type { Credentials } from "./credentials";
import {
  AcceptedStatementError,
  SqlConnectionError,
  SqlStatementError,
  SqlTimeoutError,
} from "./sql-statement-error";

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
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO)$|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_(SSL|TLS)_/;

export function classifyFailure(thrown: unknown): SqlFailure {
  if (thrown instanceof SqlConnectionError || thrown instanceof SqlTimeoutError)
    return { kind: "final", error: thrown };

  if (thrown instanceof AcceptedStatementError) return afterAcceptance(classifyFailure(thrown.cause));
  if (typeof thrown !== "object" || thrown === null) return { kind: "uncertain", reason: String(thrown) };
  const error = thrown as DriverError;
  const reason = String(error.message);
  if (typeof error.statusCode === "number") return fromHttpStatus(error.statusCode, error.response?.headers);
  if (isOperationState(error)) return refused(reason, error.response?.sqlState, thrown);
  if (error.name === "Status Error") return fromFailedCall(reason, thrown);
  if (typeof error.code === "string" && NEVER_SENT.test(error.code))
    return { kind: "unreachable", reason, code: error.code };

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

/** What was asked of which warehouse, for the error text. */
interface SqlRequest {
  readonly credentials: Credentials;
  readonly warehouseId: string;
  /** "the SQL session", or the statement's beginning. */
  readonly what: string;
  /** A statement that must not be sent twice. */
  readonly isWrite: boolean;
}

/** One sentence on what failed, and one on what to set or do. */
export function explainSqlFailure(failure: SqlFailure, request: SqlRequest, cause: unknown): Error {
  if (failure.kind === "final" || failure.kind === "conflict") return failure.error;
  // An HTTP answer is left out: it leads to its request, and so to the token.
  const options = cause instanceof Error && !("response" in cause) ? { cause } : {};
  return new SqlConnectionError(describe(failure, request), options);
}

function describe(failure: Exclude<SqlFailure, { kind: "final" | "conflict" }>, request: SqlRequest): string {
  const { credentials, warehouseId, what } = request;
  const where = `SQL warehouse ${warehouseId} at ${credentials.host.origin}`;
  switch (failure.kind) {
    case "token-refused":
      return `The ${where} refused the token with 401 (${credentials.describe}): set DATABRICKS_TOKEN to a valid one.`;
    case "unreachable":
      return isCertificateFault(failure.code)
        ? `The certificate of ${credentials.host.origin} is not trusted (${failure.code}): ` +
            "set DATABRICKS_CA_FILE to the PEM file of the authority that issued it."
        : `Nothing answers at ${credentials.host.origin} (${failure.code}): ` +
            "set DATABRICKS_HOST to the address of a workspace that runs.";
    case "rejected":
      return failure.status === 403
        ? `The ${where} may not be used (${failure.reason}): grant CAN USE on it, or set warehouseId to another one.`
        : `There is no ${where} (${failure.reason}): set warehouseId to one of the workspace's.`;
    case "session-lost":
      return `The ${where} keeps losing its session (${failure.reason}); asked for: ${what}`;
    case "busy":
      return `The ${where} is too busy (${failure.reason}); asked for: ${what}`;
    case "uncertain":
      return request.isWrite
        ? `The ${where} gave no answer (${failure.reason}), and may or may not have carried out: ${what}`
        : `The ${where} gave no answer (${failure.reason}); asked for: ${what}`;
  }
}

function isCertificateFault(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^ERR_(SSL|TLS)_/.test(code);
}
