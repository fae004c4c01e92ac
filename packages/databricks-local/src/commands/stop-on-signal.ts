import { constants } from "node:os";
import { onEndSignal } from "./end-signals";

/**
 * Runs `stop` on the first signal that ends a process, then exits: the way a shell expects of an interrupted command
 * (128 + the signal), or with the given status, where being stopped is the proper end.
 */
export function stopOnSignal(stop: () => Promise<void>, exitStatus?: number): void {
  const ignore = onEndSignal((signal) => {
    ignore();
    void stop().finally(() => process.exit(exitStatus ?? 128 + constants.signals[signal]));
  });
}
