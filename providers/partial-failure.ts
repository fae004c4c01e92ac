import { ExpectedError } from "../messages/expected-error";
import { visibleText } from "../messages/words";

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

/**
 * Shows a line in the run's messages: the engine reads what a provider's process prints. It stands for the stack, since
 * the engine does not say to the provider which of its resources a call is about.
 */
export function showLine(line: string): void {
  process.stdout.write(`${visibleText(line)}\n`);
}
