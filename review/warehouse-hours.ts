import type { AuthoredAlert } from "../alerting/authored-alert";
import type { PlannedAlert } from "../alerting/planned-alert";
import { CronSyntaxError } from "../alerting/quartz/fields";
import {
  type ScheduledChecks,
  WarehouseUse,
  type WarehouseTimes,
} from "../alerting/schedule-cost/warehouse-use";
import { checksOf } from "../lint/warehouse-hours";
import { type AlertChange, definitionsOf } from "./changes/alert-change";
import type { WarehouseReview } from "./report/evidence-review";

/** Less is not worth a sentence. */
const LEAST_HOURS = 0.05;

/**
 * For each change what it makes of the time that the warehouse is up, among all alerts as the next up leaves them; nothing
 * where it makes nothing of it. How long checks take is not measured here: it is their minutes that count.
 */
export function warehouseReviews(
  changes: readonly AlertChange[],
  alerts: readonly PlannedAlert[],
  times: WarehouseTimes | undefined,
  now: Date,
): ReadonlyMap<AlertChange, WarehouseReview> {
  // One that never stops costs the same whatever runs on it.
  if (times === undefined || times.autoStopMinutes === 0) return new Map();
  const use = new WarehouseUse(times, now);
  for (const { authored } of alerts) for (const checks of runningChecks(authored)) use.add(checks);
  const hours = use.hoursPerDay();
  const found = changes.flatMap((change) => {
    const { before, after } = definitionsOf(change);
    const [old, current] = [runningChecks(before), runningChecks(after)];
    if (isSame(old, current) || !old.every((checks) => isSchedule(checks, use))) return [];
    for (const checks of current) use.remove(checks);
    for (const checks of old) use.add(checks);
    const more = hours - use.hoursPerDay();
    for (const checks of old) use.remove(checks);
    for (const checks of current) use.add(checks);
    return Math.abs(more) < LEAST_HOURS ? [] : [[change, review(hours, more, times)] as const];
  });
  return new Map(found);
}

function review(hours: number, more: number, { autoStopMinutes }: WarehouseTimes): WarehouseReview {
  return { moreHoursPerDay: tenths(more), hoursPerDay: tenths(hours), autoStopMinutes };
}

function tenths(hours: number): number {
  return Math.round(hours * 10) / 10;
}

/** None of an alert that is not there, or rests. */
function runningChecks(alert: AuthoredAlert | undefined): ScheduledChecks[] {
  return alert === undefined || alert.schedule.pauseStatus === "PAUSED" ? [] : [checksOf(alert)];
}

/** Not of an alert that somebody made by hand, which Quartz refuses, or of which the zone is none. */
function isSchedule(checks: ScheduledChecks, use: WarehouseUse): boolean {
  try {
    use.minutesOf(checks);
    return true;
  } catch (error) {
    if (error instanceof CronSyntaxError || error instanceof RangeError) return false;
    throw error;
  }
}

function isSame(old: readonly ScheduledChecks[], current: readonly ScheduledChecks[]): boolean {
  return JSON.stringify(old) === JSON.stringify(current);
}
