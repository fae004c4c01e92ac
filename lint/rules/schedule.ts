import { describeCron } from "../../alerting/fields/schedule";
import { noticeWithin } from "../../alerting/fields/notice-within";
import { parseQuartzCron } from "../../alerting/quartz/parse-quartz-cron";
import { timesOfDay } from "../../alerting/quartz/runs";
import { MOST_EVALUATIONS_AT_ONCE } from "../../alerting/schedule-cost/propose-schedules";
import type { AlertRow } from "../../alerting/tables/alert-configurations";
import { SCHEDULE_COLUMNS } from "../../alerting/tables/alert-columns/behaviour";
import { timesOfSettings } from "../../alerting/schedule-cost/warehouse-rates";
import { evenInterval, evenIntervals } from "../../alerting/schedule-cost/rhythm";
import { someOf } from "../../messages/words";
import { lookbacks } from "../../sql/time-bounds";
import type { LintRule } from "../lint-rule";
import { clockChanges, everyInWords, timeInWords } from "../runs";
import { hoursAlone } from "../warehouse-hours";

/** Every 15 minutes is 96. */
const MOST_RUNS_PER_DAY = 100;

const COST_RUNS_PER_DAY: LintRule = {
  id: "cost/runs-per-day",
  severity: "warning",
  title: "The alert runs more than 100 times a day.",
  reason:
    "Each run keeps a warehouse awake. In Quartz's first three fields seconds, minutes and hours are easily mixed up: `0 */4 * * * ?` is every 4 minutes, where every 4 hours was meant.",
  fix: "Check the cron expression, and run no more often than somebody would act on it: every 4 hours is 0 0 */4 * * ?.",
  check({ definition, runs, row, isPaused }) {
    const { quartzCronSchedule: cron } = definition.schedule;
    // Of a schedule that nobody chose there is more to say.
    if (isPaused || runs.perDay <= MOST_RUNS_PER_DAY || hasDefaultSchedule(row)) return [];

    const message = `${cron} runs ${runs.perDay.toLocaleString("en")} times a day (${describeCron(cron)}).`;
    return [{ column: "schedule_cron", message }];
  },
};

const MOST_HOURS_ALONE = 6;

const COST_WAREHOUSE_HOURS: LintRule = {
  id: "cost/warehouse-hours",
  severity: "warning",
  title: "The alert alone keeps the warehouse up for more than 6 hours a day.",
  reason:
    "A warehouse costs what it is up for, however many queries run meanwhile: each run that comes when no other does pays for the minutes until it stops again.",
  fix: "Run it in the minutes in which the others run, or less often: `npm run schedule` proposes a schedule. If it must be so, say in notice_within how late it may be noticed.",
  check(subject) {
    const { definition, runs, row } = subject;
    const { quartzCronSchedule: cron } = definition.schedule;
    // With more runs than that the alert is told of them.
    if (runs.perDay > MOST_RUNS_PER_DAY || isNeeded(cron, noticeWithin(row))) return [];

    const hours = hoursAlone(subject);
    const { autoStopMinutes: stop } = timesOfSettings(subject.context.settings);
    const message = `${cron} keeps the warehouse up for ${Math.round(hours)} more hours a day than the other rows do, where it stops after ${stop} idle minutes.`;
    return hours > MOST_HOURS_ALONE ? [{ column: "schedule_cron", message }] : [];
  },
};

/** Whether no slower schedule would do. */
function isNeeded(cron: string, within: number | undefined): boolean {
  const own = evenInterval(cron);
  return within !== undefined && own !== undefined && evenIntervals(own + 1, within).length === 0;
}

/** Of a schedule with more runs than this, one that is left out or comes twice does not matter. */
const FEW_RUNS = 4;

const CRON_DEFAULT: LintRule = {
  id: "cron/default",
  severity: "warning",
  title: "The alert has the schedule of a row that gives none.",
  reason:
    "A row that leaves out schedule_cron and schedule_timezone gets the table's defaults, which tables of the earlier framework have, too: every 5 minutes, by the clock of Los Angeles. The table does not say whether somebody chose them.",
  fix: "Write schedule_cron and schedule_timezone, such as 0 7 8 * * ? and Europe/Berlin. If every 5 minutes is meant, write 0 0/5 * * * ?, which is the same and is somebody's choice.",
  check({ row, definition, runs, isPaused }) {
    if (isPaused || !hasDefaultSchedule(row)) return [];

    const { quartzCronSchedule: cron, timezoneId } = definition.schedule;
    const times = `${runs.perDay.toLocaleString("en")} times a day`;
    const message = `It runs ${describeCron(cron).toLowerCase()} (${times}) on the clock of ${timezoneId}, as any row does that gives no schedule.`;
    return [{ column: "schedule_cron", message }];
  },
};

/** Whether both cells are what the table puts where an INSERT leaves them out. */
function hasDefaultSchedule({
  schedule_cron,
  schedule_timezone,
}: Pick<AlertRow, "schedule_cron" | "schedule_timezone">): boolean {
  const [cron, timezone] = SCHEDULE_COLUMNS;
  return schedule_cron === cron.default && schedule_timezone === timezone.default;
}

const CRON_DST: LintRule = {
  id: "cron/dst",
  severity: "info",
  title: "The alert runs in the hour that summer time skips or repeats.",
  reason:
    "Where clocks are put forward the time of the run does not exist on that day, and where they are put back it comes twice: the run is late, missing or doubled.",
  fix: "Run outside of that hour, or set schedule_timezone to UTC.",
  check({ definition, runs, context, isPaused }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    if (isPaused || runs.perDay > FEW_RUNS) return [];

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

const CRON_SAME_TIME: LintRule = {
  id: "cron/same-time",
  severity: "info",
  title: "More than 250 alerts have the very same schedule.",
  reason:
    "Alerts that run in the same minute share the time that the warehouse is up, which is good; but the service skips evaluations beyond what it runs at once.",
  fix: "Let those beyond run a minute or two later, such as 0 7 8 * * ? and 0 8 8 * * ?, while the warehouse is up anyway.",
  sharedMatter: ({ definition: { schedule } }) => `${schedule.quartzCronSchedule} ${schedule.timezoneId}`,
  check({ definition, isPaused, all }) {
    const { quartzCronSchedule, timezoneId } = definition.schedule;
    const together = all.filter(
      (other) =>
        !other.isPaused &&
        other.definition.schedule.quartzCronSchedule === quartzCronSchedule &&
        other.definition.schedule.timezoneId === timezoneId,
    );
    return isPaused || together.length <= MOST_EVALUATIONS_AT_ONCE
      ? []
      : [
          {
            column: "schedule_cron",
            message: `${together.length} alerts run at ${quartzCronSchedule} in ${timezoneId}: ${someOf(together.map(({ alertId }) => alertId))}.`,
          },
        ];
  },
};

const RETRIGGER_MASKS: LintRule = {
  id: "retrigger/masks",
  severity: "warning",
  title: "A second incident within the window is not told.",
  reason:
    "While the first event is in the window the alert keeps firing, and with retrigger_seconds 0 there is one message until it is OK again. Whatever happens in the meantime sends nothing.",
  fix: "Set retrigger_seconds to the time between two runs, or look back no further than that.",
  check({ definition, scopes, runs, isPaused, thresholdNumber }) {
    const { comparisonOperator: operator, notification } = definition.evaluation;
    // Only where any event at all is meant to fire: a figure that stays too high is one incident.
    const isAnyEvent =
      (operator === "GREATER_THAN" && thresholdNumber === 0) ||
      (operator === "GREATER_THAN_OR_EQUAL" && thresholdNumber === 1);
    const gap = runs.shortestGapSeconds ?? Infinity;
    const window = Math.max(0, ...scopes.flatMap(lookbacks).map(({ seconds }) => seconds));
    return isAnyEvent && !isPaused && notification.retriggerSeconds === 0 && window >= 2 * gap
      ? [
          {
            column: "retrigger_seconds",
            message: `It looks back ${timeInWords(window)} ${everyInWords(gap)}, and tells of the first event only.`,
          },
        ]
      : [];
  },
};

const RETRIGGER_TOO_SHORT: LintRule = {
  id: "retrigger/too-short",
  severity: "info",
  title: "Reminders are wanted more often than the alert runs.",
  reason: "A reminder can only come with a run. The row promises a rhythm that it cannot keep.",
  fix: "Set retrigger_seconds to 1 for a reminder at every run, or to more than the time between two runs.",
  check({ definition, runs }) {
    const { retriggerSeconds } = definition.evaluation.notification;
    const gap = runs.shortestGapSeconds;
    return gap !== undefined && retriggerSeconds > 1 && retriggerSeconds < gap
      ? [
          {
            column: "retrigger_seconds",
            message: `A reminder ${everyInWords(retriggerSeconds)} is wanted of an alert that runs ${everyInWords(gap)}.`,
          },
        ]
      : [];
  },
};

export const SCHEDULE_RULES: readonly LintRule[] = [
  COST_RUNS_PER_DAY,
  COST_WAREHOUSE_HOURS,
  CRON_DEFAULT,
  CRON_DST,
  CRON_SAME_TIME,
  RETRIGGER_MASKS,
  RETRIGGER_TOO_SHORT,
];
