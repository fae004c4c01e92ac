import { visibleText } from "../messages/words";

/**
 * Shows a line in the run's messages: the engine reads what a provider's process prints. It stands for the stack, since
 * the engine does not say to the provider which of its resources a call is about.
 */
export function tell(line: string): void {
  process.stdout.write(`${visibleText(line)}\n`);
}
