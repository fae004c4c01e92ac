import type { LiveDefinition, LiveSubscription } from "../../alerting/definition";
import { canonicalJson } from "../../alerting/fields/alert-field";
import { type LegacyAlertTask, legacyAlertTasks } from "../../databricks/legacy-alert-jobs";
import type { RestClient } from "../../databricks/rest-client";
import { groupBy } from "../../messages/group-by";
import { shownValue } from "../../messages/words";

type Tasks = readonly LegacyAlertTask[];

/** Legacy alert → the tasks that run it: each may do so at hours of its own, and tell people of its own. */
export async function tasksOfAlerts(rest: RestClient): Promise<ReadonlyMap<string, Tasks>> {
  return groupBy(await legacyAlertTasks(rest), ({ alertId }) => alertId);
}

/** What all tasks of one alert come to. */
export interface JoinedTasks {
  readonly warehouseId?: string;
  readonly schedule: LiveDefinition["schedule"];
  readonly subscriptions: readonly LiveSubscription[];
  /** Column → what to write there, of what no task says, or each otherwise. */
  readonly blanks: Readonly<Record<string, string>>;
  /** Which tasks there are, where it is more than one. */
  readonly notes: readonly string[];
}

/** When an alert runs of which no job says it. */
const NO_SCHEDULE = { quartz_cron_expression: "0 0 8 * * ?", timezone_id: "UTC", pause_status: "UNPAUSED" };

/** Whoever one of the tasks tells goes on being told. When each of them runs the alert, one row cannot say: that is asked. */
export function joinTasks(tasks: Tasks): JoinedTasks {
  const schedules = tasks.flatMap(({ schedule }) => schedule ?? []);
  const [first = NO_SCHEDULE] = schedules;
  const isRunning = schedules.length === 0 || schedules.some((one) => one.pause_status === "UNPAUSED");
  const subscriptions = [...new Map(tasks.flatMap(toldBy).map((one) => [canonicalJson(one), one])).values()];
  const warehouseId = tasks.find((task) => task.warehouseId !== undefined)?.warehouseId;
  const zones = new Set(schedules.map((one) => one.timezone_id));
  const hours = new Set(schedules.map((one) => `${one.quartz_cron_expression} ${one.timezone_id}`));
  return {
    ...(warehouseId !== undefined && { warehouseId }),
    schedule: {
      quartzCronSchedule: first.quartz_cron_expression,
      timezoneId: first.timezone_id,
      pauseStatus: isRunning ? "UNPAUSED" : first.pause_status,
    },
    subscriptions,
    blanks: {
      ...(hours.size === 0 && {
        schedule_cron: "when it runs: no job with a schedule runs the legacy alert",
      }),
      ...(hours.size > 1 && { schedule_cron: "when it runs: its jobs do so at different hours, see above" }),
      ...(zones.size > 1 && { schedule_timezone: "by which clock: its jobs have different ones, see above" }),
      ...(subscriptions.length === 0 && {
        notification_channels:
          "whom it tells, [] for nobody: no job that runs the legacy alert names anybody",
      }),
    },
    notes: tasks.length > 1 ? tasks.map(describeTask) : [],
  };
}

function toldBy({ subscriptions }: LegacyAlertTask): LiveSubscription[] {
  return subscriptions.map(({ user_name: userEmail, destination_id: destinationId }) =>
    userEmail === undefined ? { ...(destinationId !== undefined && { destinationId }) } : { userEmail },
  );
}

/** `job 12 "nightly" runs it at 0 30 6 * * ? Europe/Zurich (paused) on warehouse 1a2b, and tells ops@example.com`. */
function describeTask(task: LegacyAlertTask): string {
  const { jobId, jobName, schedule, warehouseId } = task;
  const at =
    schedule === undefined
      ? "without a schedule"
      : `at ${schedule.quartz_cron_expression} ${schedule.timezone_id}${schedule.pause_status === "UNPAUSED" ? "" : " (paused)"}`;
  const where = warehouseId === undefined ? "" : ` on warehouse ${warehouseId}`;
  const told = toldBy(task).flatMap(({ userEmail, destinationId }) => userEmail ?? destinationId ?? []);
  return `job ${jobId} ${shownValue(jobName)} runs it ${at}${where}, and tells ${told.join(", ") || "nobody"}`;
}

/** `5 "nightly"`, of each job once: it may run the alert in more than one of its tasks. */
export function jobsOf(tasks: Tasks): readonly string[] {
  return [...new Set(tasks.map(({ jobId, jobName }) => `${jobId} ${shownValue(jobName)}`))];
}
