import type { Finding } from "../findings/finding";
import type { PlannedAlert } from "../../alerting/plan-alerts";
import { nextRuns } from "../../alerting/quartz/next-runs";

const SHOWN_RUNS = 3;

/** Row → its next three runs; not of a paused alert, nor of a schedule that cannot be forecast. */
export function runsOf(alerts: readonly PlannedAlert[], now: Date): Map<string, readonly string[]> {
  const runs = alerts.flatMap(({ alertId, definition: { schedule } }) => {
    if (schedule.pauseStatus === "PAUSED") return [];
    const next = nextRuns(schedule.quartzCronSchedule, schedule.timezoneId, now, SHOWN_RUNS);
    return next === undefined ? [] : [[alertId, next.map((run) => run.toISOString())] as const];
  });
  return new Map(runs);
}

/** Alerts that are switched on and will never run again: their schedule names a year that is over. */
export function scheduleFindings(runs: ReadonlyMap<string, readonly string[]>): Finding[] {
  return [...runs]
    .filter(([, next]) => next.length === 0)
    .map(([alertId]) => ({
      rule: "schedule/over",
      severity: "warning",
      alertId,
      column: "schedule_cron",
      message: "The schedule has no run left.",
      fix: "Take the year out of schedule_cron, or pause the alert.",
    }));
}
