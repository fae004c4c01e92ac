import { EventEmitter, once } from "node:events";
import type { When } from "./fault-shape";
import type { DescribedCall } from "./faults";

export interface HeldCall extends DescribedCall {
  readonly when: When;
}

/** Calls that a `pause` holds, so that somebody can look, or kill a process, at exactly that moment. */
export class HeldCalls {
  readonly #events = new EventEmitter().setMaxListeners(0);
  #calls: HeldCall[] = [];

  get calls(): readonly HeldCall[] {
    return this.#calls;
  }

  /** Until they are released. */
  async hold(call: HeldCall): Promise<void> {
    this.#calls.push(call);
    const released = once(this.#events, "released");
    this.#events.emit("held");
    await released;
  }

  /** While a call is held after its answer, no other one begins. */
  async pass(): Promise<void> {
    while (this.#calls.some(({ when }) => when === "after-answer")) await once(this.#events, "released");
  }

  /** The held calls, as soon as there is one; none when the signal aborts before. */
  async first(signal: AbortSignal): Promise<readonly HeldCall[]> {
    if (this.#calls.length === 0) await once(this.#events, "held", { signal }).catch(() => undefined);
    return this.#calls;
  }

  release(): void {
    this.#calls = [];
    this.#events.emit("released");
  }
}
