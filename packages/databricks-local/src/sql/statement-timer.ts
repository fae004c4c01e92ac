import { SqlError } from "./sql-engine";

/** Ends a statement that takes longer than its session's STATEMENT_TIMEOUT, or that its client has given up. */
export class StatementTimer {
  readonly #over = new AbortController();
  readonly #seconds: number;
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number, given: AbortSignal | undefined) {
    this.#seconds = seconds;
    this.signal = given === undefined ? this.#over.signal : AbortSignal.any([given, this.#over.signal]);
  }

  start(): void {
    if (this.#seconds === 0) return;
    this.#timer = setTimeout(() => this.#over.abort(), this.#seconds * 1000);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** That the time is over, where it is; otherwise the error itself. */
  explained(error: unknown): unknown {
    if (!this.#over.signal.aborted) return error;
    return new SqlError(
      "OPERATION_CANCELED",
      "HY008",
      `The statement has taken longer than STATEMENT_TIMEOUT allows (${this.#seconds} seconds).`,
    );
  }
}
