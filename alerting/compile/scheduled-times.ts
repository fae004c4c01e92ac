import { sqlLiteral } from "../../sql/quoting";
import type { AlertSchedule } from "../definition";
import { parseQuartzCron } from "../quartz/parse-quartz-cron";
import { runsBetween, timesOfDay, zoneOffset } from "../quartz/runs";

/** The time of the `number`th check before the present one, an expression of type TIMESTAMP. */
export type CheckTime = (number: number) => string;

const DAY_SECONDS = 86_400;
const DAY_MS = DAY_SECONDS * 1000;
/** Clocks of zones differ by multiples of it. */
const ZONE_SECONDS = 900;
/** A schedule is followed from here on, for what is compiled must not depend on the day on which that is done. */
const FROM = Date.parse("2026-01-01T00:00:00Z");
const YEAR_DAYS = 366;
/** Of a look-back over a longer time nobody could say what it is about. */
const MOST_DAYS = 100;

/**
 * The scheduled times before the present check, worked out by the warehouse from its own clock: with no state, whenever a check
 * runs, and however late.
 */
export function scheduledTimes(
  { quartzCronSchedule: cron, timezoneId: zone }: Pick<AlertSchedule, "quartzCronSchedule" | "timezoneId">,
  checks: number,
): CheckTime | { readonly reason: string } {
  const step = evenStep(cron, zone);
  return step === undefined
    ? listedTimes(cron, zone, checks)
    : (number) => `(now() - ${interval(number * step)})`;
}

/** Every so many seconds, day and night, whatever the zone's clocks do. */
function evenStep(cron: string, zone: string): number | undefined {
  const parsed = parseQuartzCron(cron);
  const times = timesOfDay(parsed);
  const [first = 0, second = first + DAY_SECONDS] = times;
  const step = second - first;
  const isDaily = parsed.pattern
    .split(" ")
    .slice(3)
    .every((field) => field === "*");
  const isEven = [...times.slice(1), first + DAY_SECONDS].every(
    (time, index) => time - (times[index] ?? 0) === step,
  );
  const [winter = 0, summer = 0] = ["2026-01-01", "2026-07-01"].map(
    (day) => zoneOffset(zone, Date.parse(day)) / 1000,
  );
  return isDaily && isEven && (winter - summer) % step === 0 ? step : undefined;
}

function interval(seconds: number): string {
  return seconds % 60 === 0 ? `INTERVAL ${seconds / 60} MINUTES` : `INTERVAL ${seconds} SECONDS`;
}

/** The times of the last days at which the schedule runs, of which the last is the present check's. */
function listedTimes(cron: string, zone: string, checks: number): CheckTime | { readonly reason: string } {
  const parsed = parseQuartzCron(cron);
  const [seconds = "", , , days = "", months = "", weekdays = "", years = ""] = parsed.pattern.split(" ");
  const isList = (field: string) => /^(?:\*|\d+(?:,\d+)*)$/.test(field);
  if (![days, months, weekdays].every(isList) || years !== "*" || (parsed.daysBeforeLast ?? 0) > 0) {
    return {
      reason: `its schedule (${cron}) names days or years by a rule, so that its last checks cannot be listed. Name them by their numbers, as 0 0 8 ? * MON-FRI does`,
    };
  }
  if (!/^\d+$/.test(seconds)) {
    return {
      reason: `its schedule (${cron}) runs several times a minute. Let it run at one second of a minute`,
    };
  }
  const lookBackDays = daysOf(cron, zone, checks);
  if (lookBackDays === undefined) {
    return {
      reason: `its last ${checks} checks lie more than ${MOST_DAYS} days back by its schedule (${cron}). Let it run more often`,
    };
  }
  const times = timesOfDay(parsed);
  const minutes = [...new Set(times.map((time) => Math.floor(time / 60) % 60))];
  const hours = [...new Set(times.map((time) => Math.floor(time / 3600)))];
  const [first = 0] = minutes;
  const step = minutes.reduce((one, minute) => divisor(one, minute - first), ZONE_SECONDS / 60);
  const offset = first % step === 0 ? "" : ` + INTERVAL ${first % step} MINUTES`;
  const start = `date_trunc('HOUR', now()) - INTERVAL ${lookBackDays} DAYS${offset}`;
  const local = `convert_timezone(${sqlLiteral(zone)}, t)`;
  const parts = [
    hours.length < 24 ? `hour(${local}) IN (${hours.join(", ")})` : undefined,
    minutes.length < 60 / step ? `minute(${local}) IN (${minutes.join(", ")})` : undefined,
    days === "*" ? undefined : `day(${local}) IN (${days})`,
    months === "*" ? undefined : `month(${local}) IN (${months})`,
    weekdays === "*" ? undefined : `dayofweek(${local}) IN (${weekdays})`,
  ].filter((part) => part !== undefined);
  const at = Number(seconds) === 0 ? "" : ` + INTERVAL ${Number(seconds)} SECONDS`;
  const all = `sequence(${start}${at}, now(), INTERVAL ${step} MINUTES)`;
  const runs = parts.length === 0 ? all : `filter(${all}, t -> ${parts.join(" AND ")})`;
  return (number) => `try_element_at(${runs}, ${-number - 1})`;
}

/** How many days hold so many checks wherever they begin, and one more. */
function daysOf(cron: string, zone: string, checks: number): number | undefined {
  const runs =
    runsBetween(cron, zone, new Date(FROM), new Date(FROM + (YEAR_DAYS + MOST_DAYS) * DAY_MS)) ?? [];
  const spans = runs.flatMap((run, index) => {
    const last = runs[index + checks];
    return last === undefined ? [] : last.getTime() - run.getTime();
  });
  const longest = spans.reduce((one, other) => Math.max(one, other), 0);
  const days = Math.ceil(longest / DAY_MS) + 1;
  return spans.length === 0 || days > MOST_DAYS ? undefined : days;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
