import type { AlertStore } from "../alerts/alert-store";
import { ApiError } from "../api-error";
import type { AlertEvaluator } from "./alert-evaluator";
import { type CronSchedule, runsBetween } from "./cron-schedule";
import type { EvaluationEntry } from "./evaluation-history";

/** More than that, one request cannot wait for. */
const MAX_RUNS = 20_000;
const MAX_MOVE_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Calls the function once a second until the returned one is called. */
export type EverySecond = (tick: () => void) => () => void;

/** What runs when its schedule says so: an alert, a job. */
export interface ScheduledWork {
  readonly schedule: CronSchedule;
  /** Until it has ended; an alert's evaluation has an entry. */
  readonly run: () => Promise<EvaluationEntry | undefined>;
}

/** Runs alerts and jobs when their schedules say so: as time goes by, once started, and whenever the clock is moved. */
export class Scheduler {
  #stop: (() => void) | undefined;
  /** Up to here every run that was due has been begun. */
  #checked: Date;
  #moves: Promise<unknown> = Promise.resolve();
  #isMoving = false;
  #isClosed = false;

  readonly #listWork: () => readonly ScheduledWork[];
  readonly #clock: LocalClock;
  readonly #everySecond: EverySecond;

  constructor(listWork: () => readonly ScheduledWork[], clock: LocalClock, everySecond: EverySecond) {
    this.#listWork = listWork;
    this.#clock = clock;
    this.#everySecond = everySecond;

    this.#checked = clock.now();
  }

  get isRunning(): boolean {
    return this.#stop !== undefined;
  }

  /** From now on; what was due before that stays undone. */
  start(): void {
    this.#checked = this.#clock.now();
    this.#stop ??= this.#everySecond(() => this.#tick());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop?.();
    await this.#moves.catch(() => undefined);
  }

  /**
   * Sets the clock. On the way forward everything that is due is run, one moment after the other, each with the clock
   * standing at it; on the way back nothing is.
   */
  moveTo(readTarget: () => Date): Promise<EvaluationEntry[]> {
    const move = this.#moves.then(() => this.#move(readTarget()));
    this.#moves = move.catch(() => undefined);
    return move;
  }

  async #move(target: Date): Promise<EvaluationEntry[]> {
    const entries: EvaluationEntry[] = [];
    const due = this.#dueUntil(target, this.isRunning ? this.#checked : this.#clock.now());
    this.#isMoving = true;
    try {
      for (const [time, works] of due) {
        if (this.#isClosed) break;
        await this.#clock.holdAt(new Date(time), async () => {
          entries.push(...(await this.#run(works)));
        });
      }
      this.#clock.set(target);
      this.#checked = target;
    } finally {
      this.#isMoving = false;
    }
    return entries;
  }

  /** A machine that slept for hours runs each of them once, not once for every hour. */
  #tick(): void {
    if (this.#isMoving) return;
    const [after, until] = [this.#checked, this.#clock.now()];
    this.#checked = until;
    const due = this.#listWork().filter(
      ({ schedule }) => runsBetween(schedule, after, until).next().done === false,
    );
    void this.#run(due);
  }

  async #run(works: readonly ScheduledWork[]): Promise<EvaluationEntry[]> {
    const results = await Promise.allSettled(works.map((work) => work.run()));
    // Whose alert was deleted at that moment has nothing to say.
    return results.flatMap((result) => (result.status === "fulfilled" ? (result.value ?? []) : []));
  }

  /** Moment → what runs then, in its own order; the moments in theirs. */
  #dueUntil(until: Date, after: Date): [time: number, works: ScheduledWork[]][] {
    if (until.getTime() - after.getTime() > MAX_MOVE_DAYS * DAY_MS)
      throw ApiError.invalidParameter(`The clock moves at most ${MAX_MOVE_DAYS} days forward at once`);

    const due = new Map<number, ScheduledWork[]>();
    let count = 0;
    for (const work of this.#listWork()) {
      for (const run of runsBetween(work.schedule, after, until)) {
        count += 1;
        if (count > MAX_RUNS) {
          throw ApiError.invalidParameter(
            `More than ${MAX_RUNS} evaluations would be due: move in smaller steps`,
          );
        }
        const works = due.get(run.getTime());
        if (works === undefined) due.set(run.getTime(), [work]);
        else works.push(work);
      }
    }
    return [...due].sort(([one], [other]) => one - other);
  }
}

/** The alerts that run by the clock, in the order of their creation: neither in the trash nor paused. */
export function scheduledAlerts(alerts: AlertStore, evaluator: AlertEvaluator): ScheduledWork[] {
  return alerts.list().flatMap(({ alert: { id, lifecycle_state, schedule } }) => {
    const isRunning = lifecycle_state === "ACTIVE" && schedule.pause_status !== "PAUSED";
    if (id === undefined || !isRunning) return [];
    return [{ schedule, run: () => evaluator.evaluate(id, "SCHEDULE") }];
  });
}

/** The workspace's time: the real one, until somebody moves it; from there it runs on. A new start forgets the move. */
export class LocalClock {
  #offsetMs = 0;
  #held: Date | undefined;

  readonly #base: () => Date;

  constructor(base: () => Date, start?: Date) {
    this.#base = base;

    if (start !== undefined) this.set(start);
  }

  readonly now = (): Date => this.#held ?? new Date(this.#base().getTime() + this.#offsetMs);

  set(time: Date): void {
    this.#offsetMs = time.getTime() - this.#base().getTime();
  }

  /** Stands still at that time while the work is done, so that everything in it, `current_date()` too, tells the same. */
  async holdAt(time: Date, work: () => Promise<void>): Promise<void> {
    this.#held = time;
    try {
      await work();
    } finally {
      this.#held = undefined;
    }
  }
}
