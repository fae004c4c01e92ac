import { clockCalls } from "../../sql/clock-calls";
import { nextRuns } from "../../alerting/quartz/next-runs";
import type { LintRule } from "../lint-rule";

const FEW_RUNS = 4;

export const TIME_ZONE_CURRENT_DATE: LintRule = {
  id: "time-zone/current-date",
  severity: "info",
  title: "The alert runs at an hour when its own day is not the warehouse's.",
  reason:
    "Warehouses reckon in UTC unless their configuration says otherwise, and the schedule in schedule_timezone. In the hours when the two have different dates current_date() is not the day that the schedule's readers think of.",
  fix: "Run at an hour when both have the same date, or take the day from the zone: to_date(from_utc_timestamp(current_timestamp(), 'America/Los_Angeles')).",
  check({ analysis, definition, runs, context }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    const isToday = analysis.outcome === "query" && clockCalls(analysis).some(({ type }) => type === "DATE");
    if (!isToday || runs.perDay > FEW_RUNS) {
      return [];
    }
    const [run] = (nextRuns(quartzCronSchedule, timezoneId, context.now, runs.perDay) ?? []).filter(
      (time) => dayIn(timezoneId, time) !== dayIn("UTC", time),
    );
    return run === undefined
      ? []
      : [
          {
            column: "schedule_timezone",
            message: `At the run of ${run.toISOString()} it is ${dayIn(timezoneId, run)} in ${timezoneId}, but current_date() is ${dayIn("UTC", run)}.`,
          },
        ];
  },
};

function dayIn(timeZone: string, time: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(time);
}
