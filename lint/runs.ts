import type { AlertSchedule } from "../alerting/definition";
import { type ParsedCron, parseQuartzCron } from "../alerting/quartz/parse-quartz-cron";
import { dueDays, timesOfDay } from "../alerting/quartz/runs";

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
  if (isDaily) return [1];

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

/** A day on which a zone's clocks are changed. Times are seconds from midnight. */
interface ClockChange {
  /** `2027-03-14`. */
  readonly day: string;
  readonly from: number;
  readonly to: number;
  /** The times from `from` to `to` do not exist on that day; otherwise they come twice. */
  readonly isSkipped: boolean;
}

const DAY_MS = 86_400_000;
/** Clocks are changed at whole quarters of an hour. */
const STEP_MS = 900_000;
const DAYS_AHEAD = 366;

const known = new Map<string, readonly ClockChange[]>();

/** The changes within a year from the day of `now` on. */
export function clockChanges(zone: string, now: Date): readonly ClockChange[] {
  const start = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const key = `${zone} ${start}`;
  const changes = known.get(key) ?? findChanges(zone, start);
  known.set(key, changes);
  return changes;
}

function findChanges(zone: string, start: number): ClockChange[] {
  const format = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  /** What the zone's clocks show, as if it were UTC. */
  const shown = (time: number): number => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const [year = 0, month = 1, day, hour, minute, second] = (
      ["year", "month", "day", "hour", "minute", "second"] as const
    ).map((part) => parts.get(part));
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
  const offset = (time: number): number => shown(time) - time;
  const changes: ClockChange[] = [];
  for (let day = start; day < start + DAYS_AHEAD * DAY_MS; day += DAY_MS) {
    if (offset(day) === offset(day + DAY_MS)) continue;
    let at = day + STEP_MS;
    while (offset(at) === offset(day)) at += STEP_MS;
    const [old, next] = [at + offset(day), at + offset(at)];
    const [from, to] = old < next ? [old, next] : [next, old];
    const midnight = Math.floor(from / DAY_MS) * DAY_MS;
    changes.push({
      day: new Date(midnight).toISOString().slice(0, 10),
      from: (from - midnight) / 1_000,
      to: (to - midnight) / 1_000,
      isSkipped: old < next,
    });
  }
  return changes;
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `every hour`, `every 90 minutes`. */
export function everyInWords(seconds: number): string {
  return `every ${timeInWords(seconds).replace(/^1 /, "")}`;
}

/** `90 minutes`, `2 days`: in the largest unit that fits without a fraction. */
export function timeInWords(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? ["second", 1];
  const count = seconds / length;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
