import { parseQuartzCron } from "../../alerting/quartz/parse-quartz-cron";
import { timesOfDay } from "../../alerting/quartz/times-of-day";
import type { LintRule } from "../lint-rule";
import { clockChanges } from "../clock-changes";

/** Of a schedule with more runs than this, one that is left out or comes twice does not matter. */
const FEW_RUNS = 4;

export const CRON_DST: LintRule = {
  id: "cron/dst",
  severity: "info",
  title: "The alert runs in the hour that summer time skips or repeats.",
  reason:
    "Where clocks are put forward the time of the run does not exist on that day, and where they are put back it comes twice: the run is late, missing or doubled.",
  fix: "Run outside of that hour, or set schedule_timezone to UTC.",
  check({ definition, runs, context, isPaused }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    if (isPaused || runs.perDay > FEW_RUNS) {
      return [];
    }
    const times = timesOfDay(parseQuartzCron(quartzCronSchedule));
    return clockChanges(timezoneId, context.now).flatMap(({ day, from, to, isSkipped }) => {
      const hit = times.find((time) => time >= from && time < to);
      return hit === undefined
        ? []
        : [
            {
              column: "schedule_cron" as const,
              about: isSkipped ? "skipped" : "repeated",
              message: `On ${day} the time ${clock(hit)} ${isSkipped ? "does not exist" : "comes twice"} in ${timezoneId}.`,
            },
          ];
    });
  },
};

function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
