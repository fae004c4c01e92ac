import {
  faultShape,
  isStatementFault,
  type CallFault,
  type Fault,
  type FaultInput,
  type StatementFault,
} from "./fault-shape";
import { HeldCalls } from "./held-calls";
import { WaitingFault } from "./waiting-fault";

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

export interface CallFate {
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
