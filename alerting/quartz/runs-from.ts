import { dueDays } from "./due-days";
import type { ParsedCron } from "./parse-quartz-cron";
import { timesOfDay } from "./times-of-day";
import { zoneOffset } from "./zone-offset";

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
export function* runsFrom(cron: ParsedCron, zone: string, from: Date): Generator<number> {
  const times = timesOfDay(cron).map((seconds) => seconds * SECOND_MS);
  for (const day of dueDays(cron, new Date(from.getTime() - FURTHEST_ZONE_MS - DAY_MS))) {
    for (const run of runsOfDay(day, times, zone)) {
      if (run >= from.getTime()) yield run;
    }
  }
}

/** A wall time stands for as many moments as the zone's clocks show it: one, none or two. */
function runsOfDay(day: number, times: readonly number[], zone: string): number[] {
  const early = zoneOffset(zone, day - FURTHEST_ZONE_MS);
  const late = zoneOffset(zone, day + DAY_MS + FURTHEST_ZONE_MS);
  if (early === late) {
    return times.map((time) => day + time - early);
  }
  const runs = times.flatMap((time) =>
    [early, late].flatMap((offset) => {
      const moment = day + time - offset;
      return zoneOffset(zone, moment) === offset ? [moment] : [];
    }),
  );
  return runs.sort((a, b) => a - b);
}
