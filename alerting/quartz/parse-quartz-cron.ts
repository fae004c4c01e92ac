import { counted, shownValue } from "../../messages/words";
import { dayOfMonth, type DayOfMonth, dayOfWeek } from "./days";
import { CronSyntaxError, HOURS, MINUTES, MONTH, numberList, SECONDS, YEAR } from "./fields";

/** A Quartz cron expression in the words of `croner`. */
export interface ParsedCron extends Omit<DayOfMonth, "pattern"> {
  /** Seven fields: numbers, `*`, and L, W, # in the day fields. */
  readonly pattern: string;
}

/**
 * Reads a Quartz cron expression by Quartz's own rules, which are stricter than those of cron libraries.
 * Throws `CronSyntaxError`.
 *
 * @see https://www.quartz-scheduler.org/api/2.3.0/org/quartz/CronExpression.html
 */
export function parseQuartzCron(text: string): ParsedCron {
  const fields = text.trim().toUpperCase().split(/\s+/);
  const [seconds, minutes, hours, day, month, weekday, year = "*"] = fields;
  if (
    seconds === undefined ||
    minutes === undefined ||
    hours === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined ||
    fields.length > 7
  ) {
    throw new CronSyntaxError(
      `it has ${counted(text.trim() === "" ? 0 : fields.length, "field")}; Quartz takes 6 (seconds minutes hours day-of-month month day-of-week) or 7 (and year)`,
    );
  }
  if ((day === "?") === (weekday === "?")) {
    throw new CronSyntaxError(
      `? must stand in exactly one of day-of-month ${shownValue(day)} and day-of-week ${shownValue(weekday)}`,
    );
  }
  const time = [numberList(seconds, SECONDS), numberList(minutes, MINUTES), numberList(hours, HOURS)];
  const { pattern, ...forecast } = dayOfMonth(day);
  const date = [pattern, numberList(month, MONTH), dayOfWeek(weekday), numberList(year, YEAR)];
  return { pattern: [...time, ...date].join(" "), ...forecast };
}
