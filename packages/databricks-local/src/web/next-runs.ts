import { type CronSchedule, runsBetween } from "../evaluation/cron-schedule";

/** Further ahead than that nobody looks; a schedule such as 29 February has no next run then. */
const HORIZON_MS = 366 * 24 * 60 * 60 * 1000;

interface Known {
  readonly from: Date;
  readonly next: Date | undefined;
}

/** The next moment of each schedule, remembered until it has passed: many alerts share few schedules. */
export class NextRuns {
  readonly #known = new Map<string, Known>();

  of(schedule: CronSchedule, now: Date): Date | undefined {
    const key = `${schedule.quartz_cron_schedule} ${schedule.timezone_id}`;
    const known = this.#known.get(key);
    if (known !== undefined && isStillTrue(known, now)) return known.next;
    const next = nextRuns(schedule, now, 1)[0];
    this.#known.set(key, { from: now, next });
    return next;
  }
}

/** The next moments of one schedule, at most `count`. */
export function nextRuns(schedule: CronSchedule, now: Date, count: number): Date[] {
  const runs: Date[] = [];
  for (const run of runsBetween(schedule, now, new Date(now.getTime() + HORIZON_MS))) {
    runs.push(run);
    if (runs.length === count) break;
  }
  return runs;
}

function isStillTrue({ from, next }: Known, now: Date): boolean {
  if (now < from) return false;
  return next === undefined ? now.getTime() - from.getTime() < HORIZON_MS / 366 : now < next;
}
