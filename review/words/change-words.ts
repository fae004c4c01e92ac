import { type Condition, directionOf } from "../../alerting/condition";
import type { Aggregation, ComparisonOperator, LiveDefinition } from "../../alerting/definition";
import { valueAt } from "../../alerting/definition-fields";
import { overNothingIn } from "../../lint/over-nothing";
import { shownValue } from "../../messages/words";
import type { AlertReview, ConditionWords } from "../report/alert-review";
import { rounded } from "./figures";

/** A field's value for people: `7.5` for a threshold, the words of a list, else as JSON. */
export function fieldValueWords(value: unknown): string {
  if (value === undefined) return "not set";
  if (Array.isArray(value)) return value.length === 0 ? "nobody" : value.map(fieldValueWords).join(", ");
  const only = onlyPart(value);
  return only === undefined ? shownValue(value) : fieldValueWords(only);
}

/** What an object of one property holds: `{ value: { doubleValue: 7.5 } }` says 7.5. */
function onlyPart(value: unknown): unknown {
  const parts: unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return parts.length === 1 ? parts[0] : undefined;
}

/** Fields of a definition as people call them. */
const WORDS: Readonly<Record<string, string>> = {
  displayName: "the name",
  queryText: "the query",
  warehouseId: "the warehouse",
  parentPath: "the folder",
  customSummary: "the subject of its messages",
  customDescription: "the text of its messages",
  customTemplateFormat: "the format of its messages",
  runAs: "who it runs as",
  "evaluation.source": "the watched column",
  "evaluation.comparisonOperator": "the operator",
  "evaluation.threshold": "the threshold",
  "evaluation.emptyResultState": "the state of an empty result",
  "evaluation.notification.subscriptions": "who is notified",
  "evaluation.notification.notifyOnOk": "whether recovery is notified",
  "evaluation.notification.retriggerSeconds": "how often it reminds",
  "schedule.quartzCronSchedule": "the schedule",
  "schedule.timezoneId": "the time zone",
  "schedule.pauseStatus": "whether it is paused",
};

/** `the threshold`; a field that has no words is named by its path. */
export function fieldWords(field: string): string {
  return WORDS[field] ?? field;
}

const SUBJECTS: Readonly<Record<Aggregation, string>> = {
  AVG: "average of",
  COUNT: "number of",
  COUNT_DISTINCT: "number of different",
  MAX: "highest",
  MEDIAN: "median of",
  MIN: "lowest",
  STDDEV: "standard deviation of",
  SUM: "sum of",
};

const PHRASES: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: "is",
  GREATER_THAN: "is above",
  GREATER_THAN_OR_EQUAL: "is at least",
  IS_NOT_NULL: "is not NULL",
  IS_NULL: "is NULL",
  LESS_THAN: "is below",
  LESS_THAN_OR_EQUAL: "is at most",
  NOT_EQUAL: "is not",
};

/** When it fires: `average of cost` `is above` `100`. */
export function conditionWords({
  column,
  aggregation,
  operator,
  threshold,
}: Condition): Omit<ConditionWords, "ifEmpty"> {
  // An alert that was made by hand may have words that are not among ours.
  const figure = aggregation && (word(SUBJECTS, aggregation) ?? aggregation);
  return {
    subject: figure === undefined ? column : `${figure} ${column}`,
    phrase: word(PHRASES, operator) ?? operator,
    ...(threshold === undefined ? {} : { threshold: fieldValueWords(threshold) }),
  };
}

/** What no rows mean. A result that is never empty has no use for the state of an empty one. */
export function emptyWords(definition: LiveDefinition): string {
  const { emptyResultState } = definition.evaluation;
  const given = emptyResultState === "OK" ? undefined : overNothingIn(definition);
  return given === undefined ? emptyResultState : `${given.value} by ${given.by}`;
}

function word(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

/** Told by a word of its own, or by the condition's. */
const TOLD: ReadonlySet<string> = new Set(["evaluation.threshold", "schedule.quartzCronSchedule"]);

/** What a change comes to, in a few words: `more sensitive, checked 4× as often`. */
export function changeWords({ change, reason, fields, condition, schedule }: AlertReview): string {
  if (change === "added") return schedule.after?.isPaused ? "new, paused" : "new";
  if (change === "deleted" || change === "unreadable") return reason ?? "";
  if (change === "unchanged") return "";
  if (change === "drifted") return "changed in the workspace";
  const names = fields.map(({ field }) => field);
  const sensitivity = names.includes("evaluation.threshold")
    ? sensitivityWords(fields, condition)
    : undefined;
  const frequency = names.includes("schedule.quartzCronSchedule") ? frequencyWords(schedule) : undefined;
  const others = names.filter((field) => !TOLD.has(field)).map((field) => `${fieldWords(field)} changed`);
  return [
    ...(names.includes("evaluation.threshold") ? [sensitivity ?? "the threshold changed"] : []),
    ...(names.includes("schedule.quartzCronSchedule") ? [frequency ?? "the schedule changed"] : []),
    ...others,
  ].join(", ");
}

/** Whether more values fire, where the operator stays and its threshold is a number. */
function sensitivityWords(
  fields: AlertReview["fields"],
  { before, after }: AlertReview["condition"],
): string | undefined {
  const threshold = fields.find(({ field }) => field === "evaluation.threshold");
  const [old, current] = [threshold?.before, threshold?.after].map((side) =>
    valueAt(side, "value.doubleValue"),
  );
  if (typeof old !== "number" || typeof current !== "number" || before?.phrase !== after?.phrase)
    return undefined;
  const direction = directionOf({ operator: operatorOf(after?.phrase) ?? "" });
  if (direction === undefined) return undefined;
  return current < old === (direction === "up") ? "more sensitive" : "less sensitive";
}

/** The report has an operator by its words. */
function operatorOf(phrase: string | undefined): string | undefined {
  return Object.entries(PHRASES).find(([, words]) => words === phrase)?.[0];
}

function frequencyWords({ before, after }: AlertReview["schedule"]): string | undefined {
  const [old, current] = [before?.runsPerMonth ?? 0, after?.runsPerMonth ?? 0];
  if (old === 0 || current === 0 || old === current) return undefined;
  return current > old
    ? `checked ${rounded(current / old)}× as often`
    : `checked 1/${rounded(old / current)} as often`;
}
