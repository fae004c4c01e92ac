import Mustache from "mustache";
import type { Channels } from "../../alerting/channels";
import { conditionOf } from "../../alerting/condition";
import type { LiveDefinition, LiveSubscription } from "../../alerting/definition";
import { describeCron } from "../../alerting/fields/schedule";
import { CronSyntaxError } from "../../alerting/quartz/fields";
import { nextRuns, runsPerMonth } from "../../alerting/quartz/runs";
import type { Evaluation } from "../evaluate/judge";
import type { ScheduleWords } from "../report/alert-review";
import { conditionWords } from "./change-words";

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

/** Stands for a value that is not known. */
const UNKNOWN = "…";

/**
 * The subject of a message as people would get it if the alert fired with the value of now; `undefined` for an alert that
 * leaves it to the service.
 *
 * @see https://docs.databricks.com/sql/user/alerts/#notification-templates
 */
export function messageSubject(definition: LiveDefinition, now: Evaluation | undefined): string | undefined {
  if (definition.customSummary === undefined) return undefined;
  const { subject, phrase, threshold = "" } = conditionWords(conditionOf(definition));
  const values = {
    ALERT_STATUS: "TRIGGERED",
    ALERT_NAME: definition.displayName,
    ALERT_CONDITION: phrase,
    ALERT_THRESHOLD: threshold.replaceAll('"', ""),
    ALERT_COLUMN: subject,
    QUERY_RESULT_VALUE: now?.value === undefined ? UNKNOWN : String(now.value),
    QUERY_NAME: definition.displayName,
    ALERT_URL: UNKNOWN,
    QUERY_URL: UNKNOWN,
    QUERY_RESULT_TABLE: UNKNOWN,
    QUERY_RESULT_ROWS: [],
    QUERY_RESULT_COLS: [],
  };
  try {
    return Mustache.render(definition.customSummary, values, undefined, { escape: String });
  } catch {
    // A template that was written by hand in the workspace: mustache cannot read it, so it is told as it stands.
    return definition.customSummary;
  }
}
