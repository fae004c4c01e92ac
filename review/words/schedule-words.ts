import type { AlertDefinition } from "../../alerting/definition";
import { describeCron } from "../../alerting/fields/schedule";
import { CronSyntaxError } from "../../alerting/quartz/fields";
import { nextRuns, runsPerMonth } from "../../alerting/quartz/runs";
import type { ScheduleWords } from "../report/alert-review";

const NEXT_RUNS = 3;

/** When it runs, from `now` on. A schedule that was made by hand and that Quartz refuses is told as it stands. */
export function scheduleWords({ schedule }: AlertDefinition, now: Date): ScheduleWords {
  const { quartzCronSchedule: cron, timezoneId: timeZone } = schedule;
  const isPaused = schedule.pauseStatus === "PAUSED";
  const written = { words: cron, cron, timeZone, isPaused, nextRuns: [] };
  try {
    const runs = isPaused ? 0 : runsPerMonth(cron, now);
    const next = isPaused ? [] : (nextRuns(cron, timeZone, now, NEXT_RUNS) ?? []);
    return {
      ...written,
      words: describeCron(cron),
      nextRuns: next.map((run) => run.toISOString()),
      ...(runs === undefined ? {} : { runsPerMonth: runs }),
    };
  } catch (error) {
    // The time zone of an alert made by hand may be none, either: RangeError.
    if (error instanceof CronSyntaxError || error instanceof RangeError) return written;
    throw error;
  }
}
