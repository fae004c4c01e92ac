import { fieldWords } from "../../alerting/definition-fields";
import type { AlertReview, ConditionWords, DriftReview, ScheduleWords, Sides } from "../report/alert-review";
import { fieldValueWords } from "./change-words";

/**
 * Both sides, where the next up writes one of the fields. What somebody changed in the workspace, and the row did not, the up leaves
 * as it is: a reader must not take it for a change that the up makes. The drift is told by itself.
 */
export function asWritten<T>(
  { fields, drift }: Pick<AlertReview, "fields" | "drift">,
  paths: readonly string[],
  sides: Sides<T>,
): Sides<T> {
  const isWritten = fields.some(({ field }) => paths.includes(field));
  const stays = drift.some(({ field, overwritten }) => !overwritten && paths.includes(field));
  return stays && !isWritten ? { after: sides.before } : sides;
}

const CRON = "schedule.quartzCronSchedule";
const ZONE = "schedule.timezoneId";
const PAUSE = "schedule.pauseStatus";

type Told = Pick<
  AlertReview,
  "fields" | "drift" | "condition" | "schedule" | "notifies" | "subject" | "query"
>;

/** A part of the condition. Of a compiled alert the query says all of it. */
export function writtenCondition(alert: Told, part: keyof ConditionWords): AlertReview["condition"] {
  return asWritten(alert, ["queryText", ...CONDITION_FIELDS[part]], alert.condition);
}

const CONDITION_FIELDS: Readonly<Record<keyof ConditionWords, readonly string[]>> = {
  subject: ["evaluation.source"],
  phrase: ["evaluation.comparisonOperator"],
  threshold: ["evaluation.threshold"],
  often: ["firesFor", "clearsAt"],
  besides: ["silencedUntil", "silences", "score"],
  ifEmpty: ["evaluation.emptyResultState"],
};

/** A part of the schedule; the times of the next runs go by all of it. */
export function writtenSchedule(alert: Told, part: keyof ScheduleWords): AlertReview["schedule"] {
  const paths =
    part === "timeZone"
      ? [ZONE]
      : part === "isPaused"
        ? [PAUSE]
        : part === "words"
          ? [CRON]
          : [CRON, ZONE, PAUSE];
  return asWritten(alert, paths, alert.schedule);
}

export function writtenNotifies(alert: Told): AlertReview["notifies"] {
  return asWritten(alert, ["evaluation.notification.subscriptions"], alert.notifies);
}

export function writtenSubject(alert: Told): AlertReview["subject"] {
  return asWritten(alert, ["customSummary"], alert.subject);
}

/** `undefined` where the up leaves the query as it is. */
export function writtenQuery(alert: Told): AlertReview["query"] | undefined {
  const written = asWritten(alert, ["queryText"], alert.query);
  return written === alert.query ? written : undefined;
}

/**
 * `the threshold: 7.5 in the workspace, deployed as 1; it stays so until a refresh puts it back`. No arrow: that is for what an up does.
 *
 * @param shown makes a value harmless where it is shown
 */
export function driftWords(
  { field, deployed, live, next, overwritten }: DriftReview,
  shown: (text: string) => string = (text) => text,
): string {
  const value = (side: unknown) => shown(fieldValueWords(side));
  const outcome = overwritten
    ? `the next up makes it ${value(next)}`
    : "it stays so until a refresh puts it back";
  return `${shown(fieldWords(field))}: ${value(live)} in the workspace, deployed as ${value(deployed)}; ${outcome}`;
}
