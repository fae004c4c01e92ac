import type { Channels } from "../../alerting/channels";
import type { LiveDefinition, LiveSubscription } from "../../alerting/definition";
import { describeCron } from "../../alerting/fields/schedule";
import { CronSyntaxError } from "../../alerting/quartz/fields";
import { nextRuns, runsPerMonth } from "../../alerting/quartz/runs";
import type { AlertReview, ScheduleWords } from "../report/alert-review";

const NEXT_RUNS = 3;

/** When it runs, from `now` on. A schedule that was made by hand and that Quartz refuses is told as it stands. */
export function scheduleWords({ schedule }: LiveDefinition, now: Date): ScheduleWords {
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
      ...(runs !== undefined && { runsPerMonth: runs }),
    };
  } catch (error) {
    // The time zone of an alert made by hand may be none, either: RangeError.
    if (error instanceof CronSyntaxError || error instanceof RangeError) return written;
    throw error;
  }
}

/** `this row keeps the warehouse up for 7 more hours a day`. */
export function warehouseWords({ warehouse }: AlertReview): string {
  if (warehouse === undefined) return "";
  const { moreHoursPerDay: more, hoursPerDay, autoStopMinutes } = warehouse;
  const hours = `${Math.abs(more)} ${more > 0 ? "more " : ""}hour${Math.abs(more) === 1 ? "" : "s"}${more < 0 ? " less" : ""}`;
  return `this row keeps the warehouse up for ${hours} a day (${hoursPerDay} h with all rows, where it stops after ${autoStopMinutes} idle minutes)`;
}

/** Who is told: e-mail addresses, and destinations by the name that notification_destinations gives them. */
export function subscriberWords({ evaluation }: LiveDefinition, channels: Channels): string[] {
  return wordsFor(evaluation.notification.subscriptions, channels);
}

/** The same of some of them. */
export function wordsFor(subscriptions: readonly LiveSubscription[], { byId }: Channels): string[] {
  const names = new Map(
    [...byId.values()].map(
      ({ databricks_destination_id: id, destination_name: name, destination_type: type }) => [
        id,
        `${name} (${type})`,
      ],
    ),
  );
  return subscriptions.map(
    ({ userEmail, destinationId = "" }) =>
      userEmail ?? names.get(destinationId) ?? `destination ${destinationId}`,
  );
}

/** Those whom `after` tells and `before` does not; addresses are the same in any case. */
export function newSubscriptions(
  before: LiveDefinition | undefined,
  after: LiveDefinition,
): readonly LiveSubscription[] {
  const known = new Set(before?.evaluation.notification.subscriptions.map(keyOf));
  return after.evaluation.notification.subscriptions.filter((one) => !known.has(keyOf(one)));
}

function keyOf(subscription: LiveSubscription): string {
  return JSON.stringify(subscription).toLowerCase();
}
