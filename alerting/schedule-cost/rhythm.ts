import { zoneOffset, timesOfDay } from "../quartz/runs";
import { parseQuartzCron } from "../quartz/parse-quartz-cron";

const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];

/** What can be said evenly in Quartz's minutes and hours, in seconds. */
const EVEN = [
  ...[1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR),
];

/** How long it is between two runs of a schedule that knows neither days nor hours of its own; nothing for any other. */
export function evenInterval(cron: string): number | undefined {
  const parsed = parseQuartzCron(cron);
  const isDaily = parsed.pattern
    .split(" ")
    .slice(3)
    .every((field) => field === "*");
  if (!isDaily || parsed.daysBeforeLast !== undefined) return undefined;
  const times = timesOfDay(parsed);
  const [first = 0] = times;
  const gaps = new Set([...times, first + DAY].slice(1).map((time, index) => time - (times[index] ?? 0)));
  const [gap] = gaps;
  return gaps.size === 1 && gap !== undefined && gap < DAY ? gap : undefined;
}

/** The even intervals from `from` up to `to`, both in them, the shortest first. */
export function evenIntervals(from: number, to: number): readonly number[] {
  return EVEN.filter((interval) => interval >= from && interval <= to);
}

/** The shortest even interval that is no shorter than that; the longest there is, where all are. */
export function evenAtLeast(seconds: number): number {
  return EVEN.find((interval) => interval >= seconds) ?? EVEN.at(-1) ?? seconds;
}

/** A minute of UTC's hours, on the clock of a zone: minutes from midnight, where UTC's is at 00:00. */
function minutesOfWave(minute: number, zone: string, now: Date): number {
  const offset = Math.round(zoneOffset(zone, now.getTime()) / 1000 / MINUTE);
  return (((minute + offset) % 1_440) + 1_440) % 1_440;
}

/** Runs at an even interval, so that it runs in the wave's minute of an hour, too. */
export function everyInterval(seconds: number, wave: number, zone: string, now: Date): string {
  const local = minutesOfWave(wave, zone, now);
  const [minute, hour] = [local % 60, Math.floor(local / 60)];
  if (seconds < HOUR) return `0 ${stepFrom(minute, seconds / MINUTE)} * * * ?`;
  return `0 ${minute} ${stepFrom(hour, seconds / HOUR)} * * ?`;
}

/** `*`, `*\/15`, `7/15`: from the first of the numbers that `number` is one of. */
function stepFrom(number: number, step: number): string {
  if (step === 1) return "*";
  const first = number % step;
  return first === 0 ? `*/${step}` : `${first}/${step}`;
}

/** A schedule at times of its own, as much later as it takes to come in the wave's minute. */
export interface MovedTimes {
  readonly cron: string;
  readonly laterMinutes: number;
}

/**
 * Less than an hour later, on the same days, or nothing where that cannot be said. Never earlier: what it looks at may not be
 * there yet.
 */
export function movedTimes(cron: string, wave: number, zone: string, now: Date): MovedTimes | undefined {
  const [, , hours = "", ...days] = cron.trim().split(/\s+/);
  const [seconds, minutes = "", hourList = ""] = parseQuartzCron(cron).pattern.split(" ");
  if (!/^\d+$/.test(minutes) || !/^\d+$/.test(seconds ?? "")) return undefined;
  const minute = minutesOfWave(wave, zone, now) % 60;
  const laterMinutes = (minute - Number(minutes) + 60) % 60;
  const isNextHour = Number(minutes) + laterMinutes >= 60;
  if (!isNextHour || hourList === "*") return { cron: ["0", minute, hours, ...days].join(" "), laterMinutes };
  const next = hourList.split(",").map((hour) => Number(hour) + 1);
  // The hour after the day's last one is another day's.
  if (next.some((hour) => hour > 23)) return undefined;
  return { cron: ["0", minute, next.join(","), ...days].join(" "), laterMinutes };
}
