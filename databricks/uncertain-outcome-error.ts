import { ExpectedError } from "../messages/expected-error";

/**
 * A POST whose answer was lost (time-out, broken connection, 5xx, an answer that cannot be read): it may have been
 * carried out. Look before sending it again.
 */
export class UncertainOutcomeError extends ExpectedError {
  override readonly name = "UncertainOutcomeError";

  constructor(
    readonly method: string,
    readonly path: string,
    cause: Error,
  ) {
    const told = cause.message.startsWith(`${method} ${path}`)
      ? cause.message
      : `${method} ${path}: ${cause.message}`;
    super(`${told}. It may have been carried out all the same.`, { cause });
  }
}
