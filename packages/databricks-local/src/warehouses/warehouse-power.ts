import { setTimeout as sleep } from "node:timers/promises";
import { LinkedAbort } from "../linked-abort";
import { SqlError } from "../sql/sql-engine";

export type WarehouseState = "STARTING" | "RUNNING" | "STOPPING" | "STOPPED" | "DELETING" | "DELETED";

interface Settings {
  /** How long a stopped warehouse takes to start, in milliseconds. */
  readonly startMs: () => number;
  /** The workspace's time, by which a warehouse is idle. */
  readonly clock: () => Date;
}

/** Whether a warehouse runs, and the work that it does. */
export class WarehousePower {
  #state: WarehouseState = "STOPPED";
  #start: Promise<void> = Promise.resolve();
  /** Ends what runs when the warehouse is stopped. */
  #stop = new AbortController();
  #active = 0;
  #idleSince = 0;

  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `autoStopMinutes` without work stop it; 0: never. */
  state(autoStopMinutes: number): WarehouseState {
    const idleMs = this.#settings.clock().getTime() - this.#idleSince;
    const isIdle = this.#state === "RUNNING" && this.#active === 0;
    if (isIdle && autoStopMinutes > 0 && idleMs >= autoStopMinutes * 60_000) this.#state = "STOPPED";
    return this.#state;
  }

  /** At once or after its time; nothing new for one that starts or runs already. */
  start(startMs = this.#settings.startMs()): void {
    if (["STARTING", "RUNNING", "DELETING", "DELETED"].includes(this.#state)) return;
    this.#stop = new AbortController();
    this.#touch();
    this.#state = startMs > 0 ? "STARTING" : "RUNNING";
    this.#start = startMs > 0 ? this.#startUp(startMs, this.#stop.signal) : Promise.resolve();
  }

  /** Cancels what runs; it is STOPPING until that has ended. */
  stop(): void {
    this.#halt("STOPPING", "STOPPED");
  }

  delete(): void {
    this.#halt("DELETING", "DELETED");
  }

  /** Work on the warehouse: starts it, waits until it runs, and is cancelled when it is stopped. */
  async run<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    this.start();
    const end = new LinkedAbort(signal, this.#stop.signal);
    this.#active += 1;
    try {
      await untilAborted(this.#start, end.signal);
      return await work(end.signal);
    } finally {
      end.release();
      this.#active -= 1;
      this.#touch();
      if (this.#active === 0 && this.#state === "STOPPING") this.#state = "STOPPED";
      if (this.#active === 0 && this.#state === "DELETING") this.#state = "DELETED";
    }
  }

  async #startUp(startMs: number, stop: AbortSignal): Promise<void> {
    await sleep(startMs, undefined, { signal: stop, ref: false }).catch(() => undefined);
    if (stop.aborted) return;
    this.#state = "RUNNING";
    this.#touch();
  }

  #halt(during: WarehouseState, after: WarehouseState): void {
    this.#stop.abort();
    const isBusy = this.#active > 0 && this.#state !== "STOPPED";
    this.#state = isBusy ? during : after;
  }

  #touch(): void {
    this.#idleSince = this.#settings.clock().getTime();
  }
}

async function untilAborted(wait: Promise<void>, signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    await Promise.race([wait, aborted]);
  }
  if (signal.aborted) throw new SqlError("OPERATION_CANCELED", "HY008", "The operation was canceled.");
}
