import { QuartzSchedule } from "./quartz-schedule";

export interface CronSchedule {
  readonly quartz_cron_schedule: string;
  readonly timezone_id: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Zones change their offset at full quarters of an hour only: within one, wall time runs evenly. */
const SLOT_MS = 15 * MINUTE_MS;
/** Further than this, no clock change moves the beginning of a day. */
const MAX_CLOCK_CHANGE_MS = 3 * HOUR_MS;

const schedules = new Map<string, QuartzSchedule>();

/**
 * The moments after `after`, up to and with `until`, in their order. A wall time that a clock change leaves out has no
 * run, one that it repeats has two: "a skip or a repeat depending on whether the time moves back or jumps forward".
 *
 * @see https://www.quartz-scheduler.org/documentation/quartz-2.3.0/tutorials/crontrigger.html#notes
 */
export function* runsBetween(schedule: CronSchedule, after: Date, until: Date): Generator<Date> {
  const { quartz_cron_schedule: expression, timezone_id: zone } = schedule;
  const quartz = schedules.get(expression) ?? new QuartzSchedule(expression);
  schedules.set(expression, quartz);
  const end = until.getTime();
  let slot = Math.floor(after.getTime() / SLOT_MS) * SLOT_MS;
  while (slot <= end) {
    const wall = wallTime(zone, slot);
    if (!quartz.hasDay(wall)) {
      const toMidnight = DAY_MS - (wall.getTime() % DAY_MS);
      slot += Math.max(SLOT_MS, toMidnight - MAX_CLOCK_CHANGE_MS);
      // Some zones lie off the hour; slots lie on UTC's quarters in all of them.
      slot = Math.floor(slot / SLOT_MS) * SLOT_MS;
      continue;
    }
    if (quartz.hours.has(wall.getUTCHours())) {
      for (const run of runsOfSlot(quartz, slot, wall))
        if (run > after.getTime() && run <= end) yield new Date(run);
    }
    slot += SLOT_MS;
  }
}

function* runsOfSlot(quartz: QuartzSchedule, slot: number, wall: Date): Generator<number> {
  for (let minute = 0; minute < SLOT_MS / MINUTE_MS; minute += 1) {
    if (!quartz.minutes.has(wall.getUTCMinutes() + minute)) continue;
    for (let second = 0; second < 60; second += 1)
      if (quartz.seconds.has(second)) yield slot + minute * MINUTE_MS + second * 1000;
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at that moment, as UTC fields. */
function wallTime(zone: string, instant: number): Date {
  const format = formats.get(zone) ?? createFormat(zone);
  formats.set(zone, format);
  return new Date(`${format.format(instant).replace(" ", "T")}Z`);
}

function createFormat(zone: string): Intl.DateTimeFormat {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
}
