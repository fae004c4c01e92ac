import { createHash } from "node:crypto";
import type { Fault } from "./fault-shape";

/** A fault with how many matching calls it has seen, and how many of them it has hit. */
export class WaitingFault<Kind extends Fault = Fault> {
  #seen = 0;
  #hits = 0;

  constructor(readonly fault: Kind) {}

  /** As it was added, with the `times` that are left. */
  get described(): Kind {
    const { times } = this.fault;
    return times === "always" ? this.fault : { ...this.fault, times: times - this.#hits };
  }

  get isUsedUp(): boolean {
    return this.fault.times !== "always" && this.#hits >= this.fault.times;
  }

  /** Counts a call that matches; whether it is hit. */
  meet(): boolean {
    const { skip, every, probability } = this.fault;
    this.#seen += 1;
    const counted = this.#seen - skip;
    if (counted < 1 || counted % every !== 0 || this.roll("hit") >= probability) return false;
    this.#hits += 1;
    return true;
  }

  /** From 0 up to, not including, 1: it hangs on the seed, the number of the call, and what it is for. */
  roll(purpose: string): number {
    const digest = createHash("sha256").update(`${this.fault.seed} ${this.#seen} ${purpose}`).digest();
    return digest.readUInt32BE() / 2 ** 32;
  }
}
