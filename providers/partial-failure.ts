import { ExpectedError } from "../messages/expected-error";

/**
 * A resource that exists and is not as declared. The engine keeps it with `outs`, fails the run, and the next run tries
 * again.
 */
export class PartialFailure extends ExpectedError {
  override readonly name = "PartialFailure";

  constructor(
    message: string,
    readonly id: string,
    readonly outs: object,
  ) {
    super(message);
  }
}
