import type { AuthoredAlert } from "../alerting/authored-alert";
import { DEFAULT_RUN_SECONDS, timesOfSettings } from "../alerting/schedule-cost/warehouse-rates";
import { type ScheduledChecks, WarehouseUse } from "../alerting/schedule-cost/warehouse-use";
import type { LintSubject } from "./lint-subject";

/** An alert's checks, of which nobody knows yet how long they take. */
export function checksOf({ schedule }: Pick<AuthoredAlert, "schedule">): ScheduledChecks {
  const { quartzCronSchedule: cron, timezoneId: zone } = schedule;
  return { cron, zone, runSeconds: DEFAULT_RUN_SECONDS };
}

interface Use {
  readonly use: WarehouseUse;
  readonly hours: number;
}

const known = new WeakMap<readonly LintSubject[], Use>();

/** The warehouse that all of them share, worked out once. */
function sharedUse(all: readonly LintSubject[], { context }: LintSubject): Use {
  const earlier = known.get(all);
  if (earlier !== undefined) return earlier;

  const use = new WarehouseUse(timesOfSettings(context.settings), context.now);
  for (const { alert, isPaused } of all) if (!isPaused) use.add(checksOf(alert.authored));
  const worked = { use, hours: use.hoursPerDay() };
  known.set(all, worked);
  return worked;
}

/** How many hours a day the warehouse is up because of this alert's schedule, and no other's. */
export function hoursAlone(subject: LintSubject): number {
  if (subject.isPaused || timesOfSettings(subject.context.settings).autoStopMinutes === 0) return 0;
  const { use, hours } = sharedUse(subject.all, subject);
  return use.hoursBecauseOf(checksOf(subject.alert.authored), hours);
}
