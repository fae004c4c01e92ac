import { Cron } from "croner";
import { HOURS, MINUTES, SECONDS, type QuartzField } from "./fields";
import { parseQuartzCron } from "./parse-quartz-cron";
import { zoneOffset } from "./zone-offset";

const SECOND_MS = 1000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** No zone is further from UTC. */
const FURTHEST_ZONE_MS = 15 * 60 * 60 * SECOND_MS;

/**
 * The runs from `from` up to `to`, which is not in it, in their order; `undefined` for the one form that cannot be
 * forecast (`L-3W`). A wall time that a clock change leaves out has no run, one that it repeats has two.
 *
 * `nextRuns` asks for one run after the other, which takes a tenth of a millisecond each: too long for thousands.
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html#notes
 */
export function runsBetween(cron: string, zone: string, from: Date, to: Date): Date[] | undefined {
  const { pattern, daysBeforeLast = 0, cannotForecast } = parseQuartzCron(cron);
  if (cannotForecast) {
    return undefined;
  }
  const [seconds = "", minutes = "", hours = "", ...date] = pattern.split(" ");
  const times = timesOfDay(seconds, minutes, hours);
  const days = daysOf(`0 0 0 ${date.join(" ")}`, daysBeforeLast, from, to);
  const runs = days.flatMap((day) => runsOfDay(day, times, zone));
  return runs
    .filter((run) => run >= from.getTime() && run < to.getTime())
    .sort((a, b) => a - b)
    .map((run) => new Date(run));
}

/** Milliseconds after midnight. */
function timesOfDay(seconds: string, minutes: string, hours: string): number[] {
  return numbers(hours, HOURS).flatMap((hour) =>
    numbers(minutes, MINUTES).flatMap((minute) =>
      numbers(seconds, SECONDS).map((second) => ((hour * 60 + minute) * 60 + second) * SECOND_MS),
    ),
  );
}

function numbers(list: string, { min, max }: QuartzField): number[] {
  return list === "*"
    ? Array.from({ length: max - min + 1 }, (_, index) => min + index)
    : list.split(",").map(Number);
}

/** The days with runs as calendars show them, written as midnights of UTC, in which a day is a day. */
function daysOf(pattern: string, daysBeforeLast: number, from: Date, to: Date): number[] {
  const cron = new Cron(pattern, {
    mode: "7-part",
    alternativeWeekdays: true,
    timezone: "UTC",
    paused: true,
    ...(daysBeforeLast > 0 ? { dayOffset: -daysBeforeLast } : {}),
  });
  const last = to.getTime() + FURTHEST_ZONE_MS;
  const days: number[] = [];
  let day = cron.nextRun(new Date(from.getTime() - FURTHEST_ZONE_MS - DAY_MS));
  while (day !== null && day.getTime() <= last) {
    days.push(day.getTime());
    day = cron.nextRun(day);
  }
  return days;
}

/** A wall time stands for as many moments as the zone's clocks show it: one, none or two. */
function runsOfDay(day: number, times: readonly number[], zone: string): number[] {
  const early = zoneOffset(zone, day - FURTHEST_ZONE_MS);
  const late = zoneOffset(zone, day + DAY_MS + FURTHEST_ZONE_MS);
  if (early === late) {
    return times.map((time) => day + time - early);
  }
  return times.flatMap((time) =>
    [early, late].flatMap((offset) => {
      const moment = day + time - offset;
      return zoneOffset(zone, moment) === offset ? [moment] : [];
    }),
  );
}
