import { ExpectedError } from "../messages/expected-error";

/** An answer that was cut off by us. */
export class OversizedAnswerError extends ExpectedError {
  override readonly name = "OversizedAnswerError";

  constructor(request: string, mostBytes: number) {
    super(`${request}: the answer is larger than ${mostBytes / 1024 / 1024} MiB`);
  }
}
