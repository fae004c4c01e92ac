import { zoneOffset } from "../../alerting/quartz/runs";
import type { ClockedQuery } from "../../sql/clocked-query";

/** The moments to ask for, and for each run the number of the one whose answer is its own. */
interface Moments {
  readonly moments: readonly Date[];
  readonly numbers: readonly number[];
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A query that reads the date gives the same all day, by the calendar of the session's time zone. */
export function momentsOf(runs: readonly Date[], reads: ClockedQuery["reads"], timeZone: string): Moments {
  if (reads === "moment") return { moments: runs, numbers: runs.map((_, index) => index) };

  const days = runs.map((run) => (reads === "date" ? dayOf(run, timeZone) : 0));
  const distinct = [...new Set(days)];
  const order = new Map(distinct.map((day, index) => [day, index]));
  return {
    moments: distinct.map((day) => runs[days.indexOf(day)] ?? new Date(0)),
    numbers: days.map((day) => order.get(day) ?? 0),
  };
}

function dayOf(run: Date, timeZone: string): number {
  return Math.floor((run.getTime() + zoneOffset(timeZone, run.getTime())) / DAY_MS);
}
