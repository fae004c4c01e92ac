/** A day on which a zone's clocks are changed. Times are seconds from midnight. */
export interface ClockChange {
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
    ...{ timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
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
