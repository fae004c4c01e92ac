import { dueDays } from "./due-days";
import { parseQuartzCron } from "./parse-quartz-cron";

const DAY_MS = 24 * 60 * 60 * 1000;
/** A schedule is followed for so long. */
const LOOKED_AT_DAYS = 128;

/** A time without a run. */
export interface Wait {
  /** The day of the run before it, as a midnight of UTC; left out where it is the present. */
  readonly after?: Date;
  /** The day of the next run; left out where there is none any more. */
  readonly until?: Date;
}

/**
 * The first time of more than `days` days without a run, of the months to come. None for the form that cannot be forecast
 * (`L-3W`).
 */
export function waitOfMoreThan(days: number, cron: string, now: Date): Wait | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) return undefined;
  let last: Date | undefined;
  for (const day of dueDays(parsed, new Date(now.getTime() - DAY_MS))) {
    const since = last?.getTime() ?? now.getTime();
    if (day - since > days * DAY_MS) return { ...(last && { after: last }), until: new Date(day) };
    if (day > now.getTime() + LOOKED_AT_DAYS * DAY_MS) return undefined;
    last = new Date(day);
  }
  return last === undefined ? {} : { after: last };
}
