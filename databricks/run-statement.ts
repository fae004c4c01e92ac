import type { Statement } from "./statement";
import { AcceptedStatementError } from "./accepted-statement-error";
import { describeStatement } from "./describe-statement";
import { rowValues } from "./row-values";
import type { DriverSession } from "./sql-driver";
import { SqlTimeoutError } from "./sql-timeout-error";
import { withinTime } from "./time-limit";

type Operation = Awaited<ReturnType<DriverSession["executeStatement"]>>;
type Row = Record<string, unknown>;

export interface RunOptions {
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

  constructor(
    private readonly session: DriverSession,
    private readonly statement: Statement,
    private readonly fetchRows: boolean,
  ) {}

  async run(): Promise<Row[]> {
    const { sql, parameters } = this.statement;
    const operation = await this.session.executeStatement(sql, {
      // The driver binds whole numbers as INT or BIGINT, other numbers as DOUBLE, null as VOID.
      ...(parameters === undefined ? {} : { namedParameters: { ...parameters } }),
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
    const rows = this.fetchRows ? await operation.fetchAll() : [];
    // All that was asked for has arrived: the service closes a forgotten operation by itself.
    await operation.close().catch(() => undefined);
    return rows.map((row) => rowValues(row as Row));
  }
}
