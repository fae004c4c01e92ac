import { runsBetween } from "../quartz/runs";

/** A row's checks, as a warehouse gets them. */
export interface ScheduledChecks {
  readonly cron: string;
  readonly zone: string;
  /** How long one check takes. */
  readonly runSeconds: number;
}

export interface WarehouseTimes {
  /** How long it waits for more work before it stops; 0: it never stops. */
  readonly autoStopMinutes: number;
  /** From the call that starts it until it answers. */
  readonly startUpSeconds: number;
}

/** A time in which a warehouse is up, in seconds from the beginning of what is looked at. */
export interface TimeUp {
  readonly from: number;
  readonly to: number;
}

const DAY_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
/** Through weekends, and a change of the clocks; the mean of these days is told. */
export const DAYS_LOOKED_AT = 14;
/** Before them: what the last checks of the day before keep up. */
const DAYS_BEFORE = 1;
const SLOTS = (DAYS_BEFORE + DAYS_LOOKED_AT) * DAY_MINUTES;

/**
 * When a warehouse is up because of the checks that it gets, from the day before `now` on. Checks of one minute count as
 * coming at its beginning, and side by side: what queues for a small warehouse keeps it up a little longer. Whatever else
 * asks the warehouse is not known here.
 */
export class WarehouseUse {
  readonly #from: Date;
  readonly #times: WarehouseTimes;
  /** For each minute how long its checks take, one entry a check. */
  readonly #slots: (number[] | undefined)[] = Array.from({ length: SLOTS });
  /** For each minute the longest of them, and -1 where there is none. */
  readonly #longest = new Float64Array(SLOTS).fill(-1);
  /** For each minute how many checks run in it. */
  readonly #running = new Int32Array(SLOTS);
  readonly #minutes: Map<string, readonly number[]>;

  /** `like`: another one of the same moment, which knows when schedules come due. */
  constructor(times: WarehouseTimes, now: Date, like?: WarehouseUse) {
    this.#minutes = like === undefined ? new Map<string, readonly number[]>() : like.#minutes;
    const midnight = Math.floor(now.getTime() / MINUTE_MS / DAY_MINUTES) * DAY_MINUTES * MINUTE_MS;
    this.#from = new Date(midnight - DAYS_BEFORE * DAY_MINUTES * MINUTE_MS);
    this.#times = times;
  }

  add(checks: ScheduledChecks): void {
    for (const minute of this.minutesOf(checks)) {
      const slot = (this.#slots[minute] ??= []);
      slot.push(checks.runSeconds);
      this.#longest[minute] = Math.max(this.#longest[minute] ?? -1, checks.runSeconds);
      this.#count(minute, checks, 1);
    }
  }

  /** Takes out what was added. */
  remove(checks: ScheduledChecks): void {
    for (const minute of this.minutesOf(checks)) {
      const slot = this.#slots[minute] ?? [];
      slot.splice(slot.indexOf(checks.runSeconds), 1);
      if (this.#longest[minute] === checks.runSeconds)
        this.#longest[minute] = slot.reduce((most, seconds) => Math.max(most, seconds), -1);
      this.#count(minute, checks, -1);
    }
  }

  #count(minute: number, { runSeconds }: ScheduledChecks, by: number): void {
    const until = Math.min(SLOTS, minute + Math.max(1, Math.ceil(runSeconds / 60)));
    for (let at = minute; at < until; at++) this.#running[at] = (this.#running[at] ?? 0) + by;
  }

  /**
   * The minutes in which a schedule comes due; none of the form that cannot be forecast (`L-3W`). Of several checks in one
   * minute the first counts.
   */
  minutesOf({ cron, zone }: Pick<ScheduledChecks, "cron" | "zone">): readonly number[] {
    const key = `${cron} ${zone}`;
    const known = this.#minutes.get(key);
    if (known !== undefined) return known;
    const until = new Date(this.#from.getTime() + SLOTS * MINUTE_MS);
    const runs = runsBetween(oncePerMinute(cron), zone, this.#from, until) ?? [];
    const minutes = runs.map((run) => Math.floor((run.getTime() - this.#from.getTime()) / MINUTE_MS));
    this.#minutes.set(key, minutes);
    return minutes;
  }

  /** The times up of the days looked at, in order; a time goes over midnight. */
  timesUp(): TimeUp[] {
    const { autoStopMinutes, startUpSeconds } = this.#times;
    const idle = autoStopMinutes === 0 ? Infinity : autoStopMinutes * 60;
    const times: { from: number; to: number }[] = [];
    let [from, ready, to] = [0, 0, -1];
    const [start, end] = [DAYS_BEFORE * DAY_MINUTES * 60, SLOTS * 60];
    const close = () => {
      if (to > start) times.push({ from: Math.max(from, start) - start, to: Math.min(to, end) - start });
    };
    for (let minute = 0; minute < SLOTS; minute++) {
      const seconds = this.#longest[minute] ?? -1;
      if (seconds < 0) continue;
      const at = minute * 60;
      if (at >= to) {
        close();
        from = at;
        ready = at + startUpSeconds;
        to = at;
      }
      to = Math.max(to, Math.max(at, ready) + seconds + idle);
    }
    close();
    return times;
  }

  /** The mean of the days looked at. */
  hoursPerDay(): number {
    return this.timesUp().reduce((sum, { from, to }) => sum + to - from, 0) / 3_600 / DAYS_LOOKED_AT;
  }

  /** How many hours a day it is up because of these checks, which are among those added, and no others. */
  hoursBecauseOf(checks: ScheduledChecks, all = this.hoursPerDay()): number {
    if (this.minutesOf(checks).every((minute) => this.#hasOthers(minute, checks))) return 0;
    this.remove(checks);
    const without = this.hoursPerDay();
    this.add(checks);
    return Math.max(0, all - without);
  }

  /** The most checks that run at the same time. */
  mostAtOnce(): number {
    return this.#running.reduce((most, running) => Math.max(most, running), 0);
  }

  #hasOthers(minute: number, { runSeconds }: ScheduledChecks): boolean {
    const slot = this.#slots[minute] ?? [];
    return slot.some((seconds, index) => seconds >= runSeconds && index !== slot.indexOf(runSeconds));
  }
}

/** With the first of its seconds alone. */
function oncePerMinute(cron: string): string {
  const [seconds = "0", ...rest] = cron.trim().split(/\s+/);
  const first = /^\d+$/.test(seconds) ? seconds : "0";
  return [first, ...rest].join(" ");
}
