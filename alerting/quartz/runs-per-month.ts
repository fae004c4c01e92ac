import { nextRuns } from "../quartz-cron";
import { HOURS, MINUTES, SECONDS } from "./fields";
import { parseQuartzCron } from "./parse-quartz-cron";

const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How often the schedule comes due in the 30 days after `from`, by the days that match and the times of a day: changes
 * of the clock are left out. `undefined` for the one form that cannot be forecast (`L-3W`).
 */
export function runsPerMonth(cron: string, from: Date): number | undefined {
  const [seconds = "", minutes = "", hours = ""] = parseQuartzCron(cron).pattern.split(" ");
  const timesPerDay = count(seconds, SECONDS.max) * count(minutes, MINUTES.max) * count(hours, HOURS.max);
  const dates = cron.trim().split(/\s+/).slice(3).join(" ");
  const until = from.getTime() + DAYS * DAY_MS;
  const days = nextRuns(`0 0 0 ${dates}`, "UTC", from, DAYS + 1)?.filter((day) => day.getTime() <= until);
  return days && days.length * timesPerDay;
}

/** `*`, or a list of numbers. */
function count(numbers: string, max: number): number {
  return numbers === "*" ? max + 1 : numbers.split(",").length;
}
