import { constants } from "node:os";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** The first signal asks a run to end, the second one ends the process. */
export class InterruptHandler {
  readonly #controller = new AbortController();
  readonly #listeners = SIGNALS.map((name) => [name, () => this.#receive(constants.signals[name])] as const);
  /** As shells expect it of an interrupted command. */
  readonly exitStatus = 130;

  constructor(private readonly say: (line: string) => void) {
    for (const [name, listener] of this.#listeners) process.on(name, listener);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    for (const [name, listener] of this.#listeners) process.off(name, listener);
  }

  #receive(signal: number): void {
    if (this.signal.aborted) process.exit(128 + signal);
    this.say("Stopping: what is under way has a few seconds to finish. Once more, and it ends at once.");
    this.#controller.abort();
  }
}
