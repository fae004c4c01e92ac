import { withinTime } from "./send";
import { type DriverSession, rowValues } from "./sql-driver";
import { AcceptedStatementError, SqlTimeoutError } from "./sql-statement-error";

/** One SQL statement with its bound values: the text holds `:name` markers, never a value. */
export interface Statement {
  readonly sql: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean | null>>;
}

const SHOWN_CHARACTERS = 200;

/** The statement's beginning on one line, for an error text. It holds markers, never values. */
export function describeStatement(sql: string): string {
  const line = sql.replace(/\s+/g, " ").trim();
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}

type Operation = Awaited<ReturnType<DriverSession["executeStatement"]>>;
type Row = Record<string, unknown>;

interface RunOptions {
  readonly timeoutMs: number;
  /** Whether to read the rows. */
  readonly fetchRows: boolean;
}

/**
 * Sends a statement once and waits for its end. Rejects with what the driver throws, with
 * `AcceptedStatementError` once the warehouse has taken the statement, or with `SqlTimeoutError`.
 */
export async function runStatement(
  session: DriverSession,
  statement: Statement,
  options: RunOptions,
): Promise<Row[]> {
  const running = new Running(session, statement, options.fetchRows);
  return withinTime(running.run(), options.timeoutMs, () => {
    running.cancel();
    return new SqlTimeoutError(describeStatement(statement.sql), options.timeoutMs);
  });
}

class Running {
  #operation: Operation | undefined;
  #canceled = false;

  readonly #session: DriverSession;
  readonly #statement: Statement;
  readonly #fetchRows: boolean;

  constructor(session: DriverSession, statement: Statement, fetchRows: boolean) {
    this.#session = session;
    this.#statement = statement;
    this.#fetchRows = fetchRows;
  }

  async run(): Promise<Row[]> {
    const { sql, parameters } = this.#statement;
    const operation = await this.#session.executeStatement(sql, {
      // The driver binds whole numbers as INT or BIGINT, other numbers as DOUBLE, null as VOID.
      ...(parameters !== undefined && { namedParameters: { ...parameters } }),
      // Rows travel with the answer: no second host to reach, no native module needed.
      useCloudFetch: false,
      useLZ4Compression: false,
    });
    this.#operation = operation;
    if (this.#canceled) this.cancel();
    try {
      return await this.#finish(operation);
    } catch (error) {
      throw new AcceptedStatementError(error);
    }
  }

  /** Also where the statement's handle has not arrived yet: it is cancelled as soon as it does. */
  cancel(): void {
    this.#canceled = true;
    this.#operation?.cancel().catch(() => undefined);
  }

  async #finish(operation: Operation): Promise<Row[]> {
    // `fetchAll` alone would not wait for, nor report the failure of, a statement that says it has no rows.
    await operation.finished();
    const rows = this.#fetchRows ? await operation.fetchAll() : [];
    // All that was asked for has arrived: the service closes a forgotten operation by itself.
    await operation.close().catch(() => undefined);
    return rows.map((row) => rowValues(row as Row));
  }
}
