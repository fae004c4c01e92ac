import type { AlertStore } from "../alerts/alert-store";
import { ApiError } from "../api-error";
import type { AlertEvaluator } from "./alert-evaluator";
import type { EvaluationEntry } from "./evaluation-history";
import type { LocalClock } from "./local-clock";
import { runsBetween } from "./schedule/runs-between";

/** More than that, one request cannot wait for. */
const MAX_RUNS = 20_000;

/** Calls the function once a second until the returned one is called. */
export type EverySecond = (tick: () => void) => () => void;

interface Run {
  readonly at: Date;
  readonly alertId: string;
}

/** Runs alerts when their schedules say so: as time goes by, once started, and whenever the clock is moved. */
export class Scheduler {
  #stop: (() => void) | undefined;
  /** Up to here every run that was due has been begun. */
  #checked: Date;
  #moves: Promise<unknown> = Promise.resolve();
  #isMoving = false;
  #isClosed = false;

  constructor(
    private readonly alerts: AlertStore,
    private readonly evaluator: AlertEvaluator,
    private readonly clock: LocalClock,
    private readonly everySecond: EverySecond,
  ) {
    this.#checked = clock.now();
  }

  get isRunning(): boolean {
    return this.#stop !== undefined;
  }

  /** From now on; what was due before that stays undone. */
  start(): void {
    this.#checked = this.clock.now();
    this.#stop ??= this.everySecond(() => this.#tick());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop?.();
    await this.#moves.catch(() => undefined);
  }

  /**
   * Sets the clock. On the way forward everything that is due is evaluated, one moment after the other, each with the
   * clock standing at it; on the way back nothing is.
   */
  moveTo(readTarget: () => Date): Promise<EvaluationEntry[]> {
    const move = this.#moves.then(() => this.#move(readTarget()));
    this.#moves = move.catch(() => undefined);
    return move;
  }

  async #move(target: Date): Promise<EvaluationEntry[]> {
    const entries: EvaluationEntry[] = [];
    const runs = this.#runsUntil(target, this.isRunning ? this.#checked : this.clock.now());
    this.#isMoving = true;
    try {
      while (runs.length > 0 && !this.#isClosed) {
        const at = runs[0]?.at ?? target;
        const isLater = runs.findIndex((run) => run.at.getTime() !== at.getTime());
        const due = runs.splice(0, isLater === -1 ? runs.length : isLater);
        await this.clock.holdAt(at, async () => {
          entries.push(...(await this.#evaluate(due)));
        });
      }
      this.clock.set(target);
      this.#checked = target;
    } finally {
      this.#isMoving = false;
    }
    return entries;
  }

  /** A machine that slept for hours runs each alert once, not once for every hour. */
  #tick(): void {
    if (this.#isMoving) return;
    const until = this.clock.now();
    const lastRuns = new Map(this.#runsUntil(until, this.#checked).map((run) => [run.alertId, run]));
    this.#checked = until;
    void this.#evaluate([...lastRuns.values()]);
  }

  async #evaluate(runs: readonly Run[]): Promise<EvaluationEntry[]> {
    const results = await Promise.allSettled(
      runs.map(({ alertId }) => this.evaluator.evaluate(alertId, "SCHEDULE")),
    );
    // Whose alert was deleted at that moment has nothing to say.
    return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  }

  /** In the order of time, then of the alerts' creation. */
  #runsUntil(until: Date, after: Date): Run[] {
    const runs: Run[] = [];
    for (const { alert } of this.alerts.list()) {
      const { id, lifecycle_state, schedule } = alert;
      if (id === undefined || lifecycle_state === "DELETED" || schedule.pause_status === "PAUSED") continue;
      for (const at of runsBetween(schedule, after, until)) {
        if (runs.push({ at, alertId: id }) > MAX_RUNS) {
          throw ApiError.invalidParameter(
            `More than ${MAX_RUNS} evaluations would be due: move in smaller steps`,
          );
        }
      }
    }
    return runs.sort((a, b) => a.at.getTime() - b.at.getTime());
  }
}
