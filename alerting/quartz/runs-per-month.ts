import { nextRuns } from "../quartz-cron";
import { timesOfDay } from "./times-of-day";

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How often the schedule comes due in the 30 days after `from`, by the days that match and the times of a day: changes
 * of the clock are left out. `undefined` for the one form that cannot be forecast (`L-3W`).
 */
export function runsPerMonth(cron: string, from: Date): number | undefined {
  const dates = cron.trim().split(/\s+/).slice(3).join(" ");
  const until = from.getTime() + DAYS * DAY_MS;
  const days = nextRuns(`0 0 0 ${dates}`, "UTC", from, DAYS + 1)?.filter((day) => day.getTime() <= until);
  return days && days.length * timesOfDay(cron).length;
}
