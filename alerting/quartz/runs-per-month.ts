import { dueDays } from "./due-days";
import { parseQuartzCron } from "./parse-quartz-cron";
import { timesOfDay } from "./times-of-day";

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How often the schedule comes due in the 30 days after `from`, by the days that match and the times of a day: changes
 * of the clock are left out. `undefined` for the one form that cannot be forecast (`L-3W`).
 */
export function runsPerMonth(cron: string, from: Date): number | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) {
    return undefined;
  }
  const until = from.getTime() + DAYS * DAY_MS;
  let days = 0;
  for (const day of dueDays(parsed, from)) {
    if (day > until) break;
    days++;
  }
  return days * timesOfDay(parsed).length;
}
