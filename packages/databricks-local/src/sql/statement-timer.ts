import { LinkedAbort } from "../linked-abort";
import { SqlError } from "./sql-engine";

const TIME_IS_OVER = "the time is over";

/** Ends a statement that takes longer than its session's STATEMENT_TIMEOUT, or that its client has given up. */
export class StatementTimer {
  readonly #end: LinkedAbort;
  readonly #seconds: number;

  constructor(seconds: number, given: AbortSignal | undefined) {
    this.#seconds = seconds;
    this.#end = new LinkedAbort(...(given === undefined ? [] : [given]));
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  start(): void {
    if (this.#seconds > 0) this.#end.abortAfter(this.#seconds * 1000, TIME_IS_OVER);
  }

  stop(): void {
    this.#end.release();
  }

  /** That the time is over, where it is; otherwise the error itself. */
  explained(error: unknown): unknown {
    if (this.signal.reason !== TIME_IS_OVER) return error;
    return new SqlError(
      "OPERATION_CANCELED",
      "HY008",
      `The statement has taken longer than STATEMENT_TIMEOUT allows (${this.#seconds} seconds).`,
    );
  }
}
