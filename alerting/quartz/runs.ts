import { Cron } from "croner";
import { remembered } from "../remembered";
import { HOURS, MINUTES, type QuartzField, SECONDS } from "./fields";
import { type ParsedCron, parseQuartzCron } from "./parse-quartz-cron";

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
export function zoneOffset(zone: string, moment: number): number {
  const wall = Date.parse(`${formatOf(zone).format(moment).replace(" ", "T")}Z`);
  return wall - Math.floor(moment / 1000) * 1000;
}

// Sweden writes dates as ISO 8601 does.
const formatOf = remembered(
  (zone) =>
    new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    }),
);

/** The times at which the schedule runs on a day on which it runs, in seconds from midnight, in order. */
export function timesOfDay({ pattern }: Pick<ParsedCron, "pattern">): number[] {
  const [seconds = "", minutes = "", hours = ""] = pattern.split(" ");
  const [s, m, h] = [numbers(seconds, SECONDS), numbers(minutes, MINUTES), numbers(hours, HOURS)];
  return h.flatMap((hour) => m.flatMap((minute) => s.map((second) => hour * 3_600 + minute * 60 + second)));
}

/** A field of a parsed pattern is `*` or a list of numbers. */
function numbers(field: string, { min, max }: QuartzField): number[] {
  return field === "*"
    ? Array.from({ length: max - min + 1 }, (_, index) => min + index)
    : field
        .split(",")
        .map(Number)
        .sort((a, b) => a - b);
}

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
    ...(daysBeforeLast > 0 && { dayOffset: -daysBeforeLast }),
  });
  for (let day = cron.nextRun(from); day !== null; day = cron.nextRun(day)) yield day.getTime();
}

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** No zone is further from UTC. */
const FURTHEST_ZONE_MS = 15 * 60 * 60 * SECOND_MS;

/**
 * The runs from `from` on, in their order; none of the one form that cannot be forecast (`L-3W`). A wall time that a
 * clock change leaves out has no run, one that it repeats has two.
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html#notes
 */
function* runsFrom(cron: ParsedCron, zone: string, from: Date): Generator<number> {
  const times = timesOfDay(cron).map((seconds) => seconds * SECOND_MS);
  for (const day of dueDays(cron, new Date(from.getTime() - FURTHEST_ZONE_MS - DAY_MS)))
    for (const run of runsOfDay(day, times, zone)) if (run >= from.getTime()) yield run;
}

/** A wall time stands for as many moments as the zone's clocks show it: one, none or two. */
function runsOfDay(day: number, times: readonly number[], zone: string): number[] {
  const early = zoneOffset(zone, day - FURTHEST_ZONE_MS);
  const late = zoneOffset(zone, day + DAY_MS + FURTHEST_ZONE_MS);
  if (early === late) return times.map((time) => day + time - early);

  const runs = times.flatMap((time) =>
    [early, late].flatMap((offset) => {
      const moment = day + time - offset;
      return zoneOffset(zone, moment) === offset ? [moment] : [];
    }),
  );
  return runs.sort((a, b) => a - b);
}

/** The next `count` runs after `from`; `undefined` for `L-3W`, see `runsFrom`. */
export function nextRuns(cron: string, zone: string, from: Date, count: number): Date[] | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) return undefined;

  const runs: Date[] = [];
  for (const run of runsFrom(parsed, zone, new Date(from.getTime() + 1))) {
    runs.push(new Date(run));
    if (runs.length === count) break;
  }
  return runs;
}

/** The runs from `from` up to `to`, which is not in it, in their order; `undefined` for `L-3W`, see `runsFrom`. */
export function runsBetween(cron: string, zone: string, from: Date, to: Date): Date[] | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) return undefined;

  const runs: Date[] = [];
  for (const run of runsFrom(parsed, zone, from)) {
    if (run >= to.getTime()) break;
    runs.push(new Date(run));
  }
  return runs;
}

/** A schedule that runs at all is looked back on for so long: through a leap year. */
const MOST_DAYS_BACK = 1500;

/** The last `count` runs before `to`, in their order; fewer, where there are no more. */
export function runsBefore(cron: string, zone: string, to: Date, count: number): Date[] {
  if (count <= 0) return [];
  for (let days = 1; ; days *= 4) {
    const from = new Date(to.getTime() - days * DAY_MS);
    const runs = runsBetween(cron, zone, from, to) ?? [];
    if (runs.length >= count || days > MOST_DAYS_BACK) return runs.slice(-count);
  }
}

const DAYS = 30;

/**
 * How often the schedule comes due in the 30 days after `from`, by the days that match and the times of a day: changes
 * of the clock are left out. `undefined` for the one form that cannot be forecast (`L-3W`).
 */
export function runsPerMonth(cron: string, from: Date): number | undefined {
  const parsed = parseQuartzCron(cron);
  if (parsed.cannotForecast) return undefined;

  const until = from.getTime() + DAYS * DAY_MS;
  let days = 0;
  for (const day of dueDays(parsed, from)) {
    if (day > until) break;
    days++;
  }
  return days * timesOfDay(parsed).length;
}
