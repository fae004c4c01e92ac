import { describeCron } from "../../alerting/quartz-cron";
import type { LintRule } from "../lint-rule";

/** Every 15 minutes is 96. */
const MOST_RUNS_PER_DAY = 100;

export const COST_RUNS_PER_DAY: LintRule = {
  id: "cost/runs-per-day",
  severity: "warning",
  title: "The alert runs more than 100 times a day.",
  reason:
    "Each run keeps a warehouse awake. In Quartz's first three fields seconds, minutes and hours are easily mixed up: `0 */4 * * * ?` is every 4 minutes, where every 4 hours was meant.",
  fix: "Check the cron expression, and run no more often than somebody would act on it: every 4 hours is 0 0 */4 * * ?.",
  check({ definition, runs }) {
    const { quartzCronSchedule: cron, pauseStatus } = definition.schedule;
    if (pauseStatus === "PAUSED" || runs.perDay <= MOST_RUNS_PER_DAY) {
      return [];
    }
    const message = `${cron} runs ${runs.perDay.toLocaleString("en")} times a day (${describeCron(cron)}).`;
    return [{ column: "schedule_cron", message }];
  },
};
