import type { AlertSchedule } from "../alerting/definition";
import { dueDays } from "../alerting/quartz/due-days";
import { parseQuartzCron, type ParsedCron } from "../alerting/quartz/parse-quartz-cron";
import { timesOfDay } from "../alerting/quartz/times-of-day";

/** How often an alert runs. */
export interface Runs {
  /** On a day on which it runs. */
  readonly perDay: number;
  /** The shortest time between two runs, in seconds; left out where there is no second one. */
  readonly shortestGapSeconds?: number;
  /** The longest, of the days looked at. */
  readonly longestGapSeconds?: number;
}

const DAYS_LOOKED_AT = 12;
const DAY = 86_400;

/** Reckons with days of 24 hours: what summer time does to a schedule is another matter. */
export function runsOf({ quartzCronSchedule }: Pick<AlertSchedule, "quartzCronSchedule">, now: Date): Runs {
  const parsed = parseQuartzCron(quartzCronSchedule);
  const times = timesOfDay(parsed);
  const [first = 0] = times;
  const overnight = first - (times.at(-1) ?? 0);
  const gaps = [
    ...times.slice(1).map((time, index) => time - (times[index] ?? 0)),
    ...daysBetween(parsed, now).map((days) => days * DAY + overnight),
  ];
  return {
    perDay: times.length,
    ...(gaps.length > 0 && { shortestGapSeconds: min(gaps), longestGapSeconds: max(gaps) }),
  };
}

/** How many days lie between the next days on which the schedule runs. */
function daysBetween(cron: ParsedCron, now: Date): number[] {
  const isDaily = cron.pattern
    .split(" ")
    .slice(3)
    .every((field) => field === "*");
  if (isDaily) {
    return [1];
  }
  const days: number[] = [];
  for (const day of dueDays(cron, now)) {
    days.push(day);
    if (days.length === DAYS_LOOKED_AT) break;
  }
  const between = days.slice(1).map((day, index) => (day - (days[index] ?? 0)) / (DAY * 1_000));
  return [...new Set(between)];
}

// Math.min takes its numbers as arguments, of which there can be too many: a schedule has up to 86,400 times a day.
function min(numbers: readonly number[]): number {
  return numbers.reduce((least, number) => (number < least ? number : least));
}

function max(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => (number > most ? number : most));
}
