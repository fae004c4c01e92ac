import { parseQuartzCron } from "./parse-quartz-cron";
import { dueDays, timesOfDay } from "./runs";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A schedule is followed for so long: through all months of a year, and a leap year's February. */
const LOOKED_AT_DAYS = 800;
/** One that names years, until it may end. */
const LOOKED_AT_DAYS_OF_YEARS = 3653;

/** A time without a run. */
export interface Wait {
  /** The day of the run before it, as a midnight of UTC; left out where it is the present. */
  readonly after?: Date;
  /** The day of the next run; left out where there is none any more. */
  readonly until?: Date;
}

/**
 * The first time of more than `days` days without a run, of the years to come. The form that cannot be forecast (`L-3W`) is
 * taken for the day that it is next to, which is two days away at most.
 */
export function waitOfMoreThan(days: number, cron: string, now: Date): Wait | undefined {
  const { pattern, daysBeforeLast = 0 } = parseQuartzCron(cron);
  const namesYears = !pattern.endsWith(" *");
  const end = now.getTime() + (namesYears ? LOOKED_AT_DAYS_OF_YEARS : LOOKED_AT_DAYS) * DAY_MS;
  let last: Date | undefined;
  for (const day of dueDays({ pattern, daysBeforeLast }, new Date(now.getTime() - DAY_MS))) {
    const since = last?.getTime() ?? now.getTime();
    if (day - since > days * DAY_MS) return { ...(last && { after: last }), until: new Date(day) };
    if (day > end) return undefined;
    last = new Date(day);
  }
  return last === undefined ? {} : { after: last };
}

/**
 * How long it is at most between two runs of the next year or so, in seconds, by the clock of the schedule; `undefined` where
 * it runs fewer than two times.
 */
export function longestWait(cron: string, now: Date): number | undefined {
  const parsed = parseQuartzCron(cron);
  const { pattern, daysBeforeLast = 0 } = parsed;
  const times = timesOfDay(parsed);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const withinDay = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  const end = now.getTime() + LOOKED_AT_DAYS * DAY_MS;
  let longest = withinDay.reduce((one, other) => Math.max(one, other), 0);
  let previous: number | undefined;
  for (const day of dueDays({ pattern, daysBeforeLast }, new Date(now.getTime() - DAY_MS))) {
    if (previous !== undefined) longest = Math.max(longest, (day - previous) / 1000 + first - last);
    previous = day;
    if (day > end) break;
  }
  return previous === undefined || longest === 0 ? undefined : longest;
}
