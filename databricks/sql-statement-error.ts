import { ExpectedError } from "../messages/expected-error";
import type { ApiError } from "./api-error";

/** A statement that the warehouse refused or could not finish, in the service's words. */
export class SqlStatementError extends ExpectedError {
  override readonly name = "SqlStatementError";
  /** Five characters, for example `42P01`; empty where the service gave none. */
  readonly sqlState: string;
  /** For example `TABLE_OR_VIEW_NOT_FOUND` or `UNRESOLVED_COLUMN.WITH_SUGGESTION`; empty where the service gave none. */
  readonly errorClass: string;

  /** `message` is the service's; `sqlState` is read from its end where the answer has no field for it. */
  constructor(message: string, sqlState?: string | null, options?: ErrorOptions) {
    super(worded(message), options);
    this.errorClass = /^\[([A-Z0-9_.]+)\]/.exec(this.message)?.[1] ?? "";
    this.sqlState = sqlState ?? /SQLSTATE: (\w{5})\s*$/.exec(message)?.[1] ?? "";
  }

  /**
   * Another write of the same table came in between, and the service undid this one: all or nothing.
   *
   * @see https://docs.databricks.com/aws/en/optimizations/isolation-level#conflict-exceptions
   */
  get isConcurrentChange(): boolean {
    return this.sqlState === "2D521" || this.errorClass.startsWith("DELTA_CONCURRENT_");
  }

  /**
   * It was the rows or the clock: with others the same statement may succeed. A division by zero, a text that is no number,
   * a subquery of two rows, a function of somebody's own, `raise_error`.
   *
   * @see https://docs.databricks.com/aws/en/error-messages/sqlstates
   */
  get isOfData(): boolean {
    return /^(?:21|22|38|39|P0)/.test(this.sqlState);
  }

  /** The warehouse cannot read the text: nothing of it was looked up, nor run. */
  get isSyntax(): boolean {
    // Other errors have this state, too: of what was read, and then not resolved.
    return this.errorClass === ""
      ? this.sqlState === "42601"
      : /^(?:PARSE_|INVALID_SQL_SYNTAX|UNCLOSED_)/.test(this.errorClass);
  }

  /**
   * Why nothing is known of the statement: the local workspace cannot do what a warehouse of Databricks can, and says so by
   * a class that the service does not have. Left out where the statement itself is at fault.
   */
  get notTried(): string | undefined {
    if (this.errorClass !== "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE") return undefined;
    const [line = ""] = this.message.split("\n");
    return line.replace(/^\[[^\]]*\] /, "").replace(/\s*SQLSTATE: \w{5}\s*$/, "");
  }

  get isTableNotFound(): boolean {
    return this.sqlState === "42P01" || this.errorClass === "TABLE_OR_VIEW_NOT_FOUND";
  }

  /** A table that is there lacks a column that the statement names. */
  get isColumnNotFound(): boolean {
    return this.sqlState === "42703" || /^(?:UNRESOLVED_COLUMN|DELTA_MERGE_UNRESOLVED)/.test(this.errorClass);
  }

  /** The schema is missing, its catalog exists. */
  get isSchemaNotFound(): boolean {
    return this.errorClass === "SCHEMA_NOT_FOUND";
  }

  get isCatalogNotFound(): boolean {
    return this.errorClass === "NO_SUCH_CATALOG_EXCEPTION" || this.errorClass === "CATALOG_NOT_FOUND";
  }
}

function worded(message: string): string {
  const plain = message.replace(/^(?:[\w.]+Exception: )?(?:Error running query: )?(?=\[)/, "");
  if (!plain.startsWith("[INSUFFICIENT_PERMISSIONS]")) return plain;
  return `${plain}\nGrant what is missing to whoever deploys, or deploy as somebody who has it.`;
}

/** The warehouse had taken the statement when the driver failed with `cause`: it may be carried out all the same. */
export class AcceptedStatementError extends Error {
  override readonly name = "AcceptedStatementError";
  constructor(cause: unknown) {
    super("The statement was accepted, its end is not known.", { cause });
  }
}

/** The warehouse could not be asked, or its answer did not arrive. The message says what to set, where that helps. */
export class SqlConnectionError extends ExpectedError {
  override readonly name = "SqlConnectionError";
}

/** A statement that gave no answer in time. It is asked to stop, but may still have been carried out. */
export class SqlTimeoutError extends ExpectedError {
  override readonly name = "SqlTimeoutError";
  constructor(what: string, timeoutMs: number) {
    super(
      `No answer after ${timeoutMs / 1000} s to ${what}. It was asked to stop. ` +
        "A warehouse that is just starting answers later: see that it runs, and try again.",
    );
  }
}

/** The workspace knows who asks, and does not let them. */
export class MissingGrantError extends ExpectedError {
  override readonly name = "MissingGrantError";

  /** @param needs what lets somebody do it, `CAN MANAGE on the folder /Alerting` */
  constructor(cause: ApiError, needs: string) {
    super(`${cause.message}. It needs ${needs}: grant what is missing to whoever deploys.`, { cause });
  }
}
