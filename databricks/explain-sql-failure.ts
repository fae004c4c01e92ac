import type { Credentials } from "./credentials";
import { SqlConnectionError } from "./sql-connection-error";
import type { SqlFailure } from "./sql-failure";

/** What was asked of which warehouse, for the error text. */
export interface SqlRequest {
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
  return /CERT|SELF_SIGNED|^ERR_(SSL|TLS)_/.test(code);
}
