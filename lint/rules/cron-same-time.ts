import { someOf } from "../../messages/counted";
import type { LintRule } from "../lint-rule";

const MOST_AT_ONCE = 25;

export const CRON_SAME_TIME: LintRule = {
  id: "cron/same-time",
  severity: "info",
  title: "More than 25 alerts have the very same schedule.",
  reason:
    "They all start in the same second, queue for the same warehouse and wait for each other; the service skips evaluations beyond what it runs at once.",
  fix: "Spread them: another minute in each row, such as 0 7 8 * * ? and 0 23 8 * * ?.",
  sharedMatter: ({ definition: { schedule } }) => `${schedule.quartzCronSchedule} ${schedule.timezoneId}`,
  check({ definition, isPaused, all }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    const together = all.filter(
      (other) =>
        !other.isPaused &&
        other.definition.schedule.quartzCronSchedule === quartzCronSchedule &&
        other.definition.schedule.timezoneId === timezoneId,
    );
    return isPaused || together.length <= MOST_AT_ONCE
      ? []
      : [
          {
            column: "schedule_cron",
            message: `${together.length} alerts run at ${quartzCronSchedule} in ${timezoneId}: ${someOf(together.map(({ alertId }) => alertId))}.`,
          },
        ];
  },
};
