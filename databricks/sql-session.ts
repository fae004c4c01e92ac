import type { Credentials } from "./credentials";
import { RETRY_RULES, retryDelayMs, type RetryRules } from "./retry-rules";
import { describeStatement, runStatement, type Statement } from "./run-statement";
import { withinTime } from "./send";
import { type DriverSession, SqlDriver } from "./sql-driver";
import { classifyFailure, explainSqlFailure, type SqlFailure } from "./sql-failure";
import { SqlConnectionError, SqlTimeoutError } from "./sql-statement-error";

/** An attempt's failure after the last retry, or one that no retry could mend. */
export class SqlAttemptError extends Error {
  override readonly name = "SqlAttemptError";
  constructor(
    readonly failure: SqlFailure,
    cause: unknown,
  ) {
    super(failure.kind, { cause });
  }
}

/** Runs until it succeeds, or fails in a way that `mayRepeat` refuses. Rejects with `SqlAttemptError` only. */
export async function withRetries<Result>(
  attempt: () => Promise<Result>,
  mayRepeat: (failure: SqlFailure) => boolean,
  rules: RetryRules,
): Promise<Result> {
  for (let number = 1; ; number++) {
    try {
      return await attempt();
    } catch (error) {
      const failure = classifyFailure(error);
      if (number > rules.retries || !mayRepeat(failure)) throw new SqlAttemptError(failure, error);
      const asked = "retryAfter" in failure ? failure.retryAfter : undefined;
      await rules.sleep(retryDelayMs(number, asked, rules));
    }
  }
}

export interface SqlSessionArgs {
  readonly credentials: Credentials;
  readonly warehouseId: string;
  /**
   * How long a statement may take before it is cancelled.
   * @default 60000
   */
  readonly statementTimeoutMs?: number;
  readonly retryRules?: RetryRules;
}

export interface ExecuteOptions {
  /**
   * The statement may be carried out twice with the effect of once (MERGE by key): it is then repeated like a read.
   * @default false
   */
  readonly idempotent?: boolean;
}

export interface QueryOptions {
  /**
   * How long this statement may take before it is cancelled.
   * @default the session's
   */
  readonly timeoutMs?: number;
  /**
   * Not repeated where it may have been carried out: what the statement does is not known.
   * @default false
   */
  readonly once?: boolean;
}

/**
 * A session on a SQL warehouse. Statements may run at the same time.
 *
 * Rejects with `SqlStatementError` (the warehouse refuses the statement), `SqlTimeoutError` or `SqlConnectionError`.
 */
export interface SqlSession {
  /**
   * All rows, in `rowValues`' form. Repeated after a lost connection, 429, 5xx or a lost session. An answer that breaks
   * off in its middle ends at the time limit: the driver waits for its rest.
   */
  query(statement: Statement, options?: QueryOptions): Promise<Record<string, unknown>[]>;
  /** Repeated only where it was surely not carried out, unless it is `idempotent`. */
  execute(statement: Statement, options?: ExecuteOptions): Promise<void>;
  close(): Promise<void>;
}

interface RunOptions extends Pick<QueryOptions, "timeoutMs"> {
  readonly fetchRows: boolean;
  readonly repeatable: boolean;
}

const STATEMENT_TIMEOUT_MS = 60_000;

/** Connects at once, so that a wrong host, token or warehouse shows here. */
export async function openSqlSession(args: SqlSessionArgs): Promise<SqlSession> {
  const timeoutMs = args.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const driver = await SqlDriver.connect(args.credentials, args.warehouseId, timeoutMs);
  const session = new DriverBackedSession(args, driver, timeoutMs);
  try {
    await session.open();
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}

class DriverBackedSession implements SqlSession {
  readonly #rules: RetryRules;
  #current: Promise<DriverSession> | undefined;
  #closed = false;

  readonly #args: SqlSessionArgs;
  readonly #driver: SqlDriver;
  readonly #timeoutMs: number;

  constructor(args: SqlSessionArgs, driver: SqlDriver, timeoutMs: number) {
    this.#args = args;
    this.#driver = driver;
    this.#timeoutMs = timeoutMs;

    this.#rules = args.retryRules ?? RETRY_RULES;
  }

  async open(): Promise<void> {
    await this.#driver.refreshToken();
    await this.#session();
  }

  query(
    statement: Statement,
    { once = false, ...options }: QueryOptions = {},
  ): Promise<Record<string, unknown>[]> {
    return this.#run(statement, { ...options, fetchRows: true, repeatable: !once });
  }

  async execute(statement: Statement, options: ExecuteOptions = {}): Promise<void> {
    await this.#run(statement, { fetchRows: false, repeatable: options.idempotent ?? false });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#driver.close();
  }

  async #run(statement: Statement, options: RunOptions) {
    const { fetchRows, repeatable, timeoutMs = this.#timeoutMs } = options;
    if (this.#closed) throw new SqlConnectionError("The SQL session is closed.");
    await this.#driver.refreshToken();
    const attempt = async () => {
      const opened = this.#session();
      const session = await opened;
      try {
        return await runStatement(session, statement, { timeoutMs, fetchRows });
      } catch (error) {
        if (classifyFailure(error).kind === "session-lost") this.#forget(opened);
        throw error;
      }
    };
    return this.#persist(attempt, describeStatement(statement.sql), repeatable);
  }

  /** One session for all statements, opened again when the service has dropped it. */
  #session(): Promise<DriverSession> {
    if (this.#current === undefined) {
      const what = "opening a session";
      const late = () => new SqlTimeoutError(what, this.#timeoutMs);
      const open = () => withinTime(this.#driver.openSession(), this.#timeoutMs, late);
      const opening = this.#persist(open, what, true);
      this.#current = opening;
      opening.catch(() => this.#forget(opening));
    }
    return this.#current;
  }

  /** Unless another statement has opened a new one already. */
  #forget(session: Promise<DriverSession>): void {
    if (this.#current === session) this.#current = undefined;
  }

  async #persist<Result>(send: () => Promise<Result>, what: string, repeatable: boolean): Promise<Result> {
    const mayRepeat = ({ kind }: SqlFailure) =>
      kind === "busy" ||
      kind === "session-lost" ||
      kind === "conflict" ||
      (repeatable && kind === "uncertain");
    try {
      return await withRetries(() => this.#withValidToken(send), mayRepeat, this.#rules);
    } catch (error) {
      if (!(error instanceof SqlAttemptError)) throw error;
      throw explainSqlFailure(error.failure, { ...this.#args, what, isWrite: !repeatable }, error.cause);
    }
  }

  /** Refused at the door, nothing was carried out: once more with another token, where there is one. */
  async #withValidToken<Result>(send: () => Promise<Result>): Promise<Result> {
    try {
      return await send();
    } catch (error) {
      if (!mayBeToken(classifyFailure(error)) || !(await this.#driver.renewToken())) throw error;
      return send();
    }
  }
}

/** An expired token is answered with 403 as often as with 401, and a driver does not see which 403 it is. */
function mayBeToken(failure: SqlFailure): boolean {
  return failure.kind === "token-refused" || (failure.kind === "rejected" && failure.status === 403);
}
