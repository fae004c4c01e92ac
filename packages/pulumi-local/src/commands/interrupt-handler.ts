import { constants } from "node:os";
import { onEndSignal, type EndSignal } from "./end-signals";

/** The first signal asks a run to end, the second one ends the process. */
export class InterruptHandler {
  readonly #controller = new AbortController();
  readonly stop = onEndSignal((signal) => this.#receive(signal));
  /** As shells expect it of an interrupted command. */
  readonly exitStatus = 130;

  constructor(private readonly say: (line: string) => void) {}

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #receive(signal: EndSignal): void {
    if (this.signal.aborted) process.exit(128 + constants.signals[signal]);
    this.say("Stopping: what is under way has a few seconds to finish. Once more, and it ends at once.");
    this.#controller.abort();
  }
}
