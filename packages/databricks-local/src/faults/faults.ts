import { createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
  type CallFault,
  type Fault,
  type FaultInput,
  faultShape,
  isStatementFault,
  type StatementFault,
  type When,
} from "./fault-shape";

/** What faults of calls are matched against. */
export interface DescribedCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** A call of the SQL drivers' protocol, by its name. */
  readonly operation?: string | undefined;
  /** The SQL text that the call sends or reads the result of. */
  readonly statement?: string | undefined;
}

interface CallFate {
  readonly delayMs: number;
  readonly fault: Exclude<CallFault, { kind: "latency" }> | undefined;
}

/** Failures to show to the next matching calls and statements, in the order in which they were added. */
export class Faults {
  readonly held = new HeldCalls();
  #waiting: WaitingFault[] = [];
  #cleared = new AbortController();
  #revision = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** What was added and has not hit as often as it may. */
  get waiting(): readonly Fault[] {
    return this.#waiting.map(({ described }) => described);
  }

  /** Aborted when everything that hangs is to go on. */
  get cleared(): AbortSignal {
    return this.#cleared.signal;
  }

  add(...faults: readonly FaultInput[]): void {
    this.#revision += 1;
    this.#waiting.push(...faults.map((fault) => new WaitingFault(faultShape.parse(fault))));
  }

  /** Forgets all faults, and lets go on what they hold. */
  clear(): void {
    this.#revision += 1;
    this.#waiting = [];
    this.#cleared.abort();
    this.#cleared = new AbortController();
    this.held.release();
  }

  /** The first fault that hits the call; delays add up, and come on top of it. */
  take(call: DescribedCall): CallFate {
    let delayMs = 0;
    const fault = this.#firstHit((waiting) => {
      const { fault } = waiting;
      if (isStatementFault(fault) || !matchesCall(fault, call) || !waiting.meet()) return undefined;
      if (fault.kind !== "latency") return fault;
      const { ms, upToMs = ms } = fault;
      delayMs += ms + (upToMs - ms) * waiting.roll("latency");
      return undefined;
    });
    return { delayMs, fault };
  }

  /** The first fault that hits the statement. */
  takeStatement(sql: string): StatementFault | undefined {
    return this.#firstHit((waiting) => {
      const { fault } = waiting;
      const isHit = isStatementFault(fault) && matches(fault.statement, sql) && waiting.meet();
      return isHit ? fault : undefined;
    });
  }

  #firstHit<Hit>(meet: (waiting: WaitingFault) => Hit | undefined): Hit | undefined {
    let hit: Hit | undefined;
    for (const waiting of this.#waiting) if (hit === undefined) hit = meet(waiting);
    const left = this.#waiting.filter(({ isUsedUp }) => !isUsedUp);
    if (hit !== undefined || left.length < this.#waiting.length) this.#revision += 1;
    this.#waiting = left;
    return hit;
  }
}

function matchesCall(fault: CallFault, call: DescribedCall): boolean {
  return (
    (fault.method ?? call.method) === call.method &&
    new RegExp(fault.path).test(call.path) &&
    (fault.operation === undefined || new RegExp(fault.operation).test(call.operation ?? "")) &&
    (fault.statement === undefined ||
      (call.statement !== undefined && matches(fault.statement, call.statement)))
  );
}

function matches(pattern: string, sql: string): boolean {
  return new RegExp(pattern, "i").test(sql);
}

interface HeldCall extends DescribedCall {
  readonly when: When;
}

/** Calls that a `pause` holds, so that somebody can look, or kill a process, at exactly that moment. */
class HeldCalls {
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

/** A fault with how many matching calls it has seen, and how many of them it has hit. */
class WaitingFault<Kind extends Fault = Fault> {
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
