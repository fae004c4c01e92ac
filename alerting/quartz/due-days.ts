import { Cron } from "croner";
import type { ParsedCron } from "./parse-quartz-cron";

/**
 * The days after `from` on which the schedule runs, as calendars show them: written as midnights of UTC, in which a day
 * is a day. Nothing for the one form that cannot be forecast (`L-3W`).
 */
export function* dueDays(
  { pattern, daysBeforeLast = 0, cannotForecast }: ParsedCron,
  from: Date,
): Generator<number> {
  if (cannotForecast) return;
  const date = pattern.split(" ").slice(3);
  const cron = new Cron(["0 0 0", ...date].join(" "), {
    mode: "7-part",
    alternativeWeekdays: true,
    timezone: "UTC",
    paused: true,
    // `L-3` is L, three days earlier.
    ...(daysBeforeLast > 0 ? { dayOffset: -daysBeforeLast } : {}),
  });
  for (let day = cron.nextRun(from); day !== null; day = cron.nextRun(day)) {
    yield day.getTime();
  }
}
