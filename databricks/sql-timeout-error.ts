import { ExpectedError } from "../messages/expected-error";

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
