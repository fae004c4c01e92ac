import type { Aggregation, AlertDefinition, ComparisonOperator } from "../../alerting/definition";
import { overNothingIn } from "../../lint/over-nothing";
import { shownValue } from "../../messages/words";
import type { AlertReview, ConditionWords, Sides } from "../report/alert-review";
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
export function conditionWords(definition: AlertDefinition): ConditionWords {
  const { evaluation } = definition;
  const { source, comparisonOperator: operator, threshold } = evaluation;
  // An alert that was made by hand may have words that are not among ours.
  const aggregation = source.aggregation && (word(SUBJECTS, source.aggregation) ?? source.aggregation);
  return {
    subject: aggregation === undefined ? source.name : `${aggregation} ${source.name}`,
    phrase: word(PHRASES, operator) ?? operator,
    ...(threshold === undefined ? {} : { threshold: fieldValueWords(threshold) }),
    ifEmpty: emptyWords(definition),
  };
}

/** A result that is never empty has no use for the state of an empty one. */
function emptyWords(definition: AlertDefinition): string {
  const { emptyResultState } = definition.evaluation;
  const given = emptyResultState === "OK" ? undefined : overNothingIn(definition);
  return given === undefined ? emptyResultState : `${given.value} by ${given.by}`;
}

function word(words: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}

const UPWARDS: readonly string[] = ["is above", "is at least"];
const DOWNWARDS: readonly string[] = ["is below", "is at most"];

/** Told by a word of its own, or by the condition's. */
const TOLD: ReadonlySet<string> = new Set(["evaluation.threshold", "schedule.quartzCronSchedule"]);

/** What a change comes to, in a few words: `more sensitive, checked 4× as often`. */
export function changeWords({ change, reason, fields, condition, schedule }: AlertReview): string {
  if (change === "added") return schedule.after?.isPaused ? "new, paused" : "new";
  if (change === "deleted" || change === "unreadable") return reason ?? "";
  if (change === "unchanged") return "";
  if (change === "drifted") return "changed in the workspace";
  const names = fields.map(({ field }) => field);
  const sensitivity = names.includes("evaluation.threshold") ? sensitivityWords(condition) : undefined;
  const frequency = names.includes("schedule.quartzCronSchedule") ? frequencyWords(schedule) : undefined;
  const others = names.filter((field) => !TOLD.has(field)).map((field) => `${fieldWords(field)} changed`);
  return [
    ...(names.includes("evaluation.threshold") ? [sensitivity ?? "the threshold changed"] : []),
    ...(names.includes("schedule.quartzCronSchedule") ? [frequency ?? "the schedule changed"] : []),
    ...others,
  ].join(", ");
}

function sensitivityWords({ before, after }: Sides<ConditionWords>): string | undefined {
  if (before === undefined || after === undefined || before.phrase !== after.phrase) return undefined;
  const [old, current] = [Number(before.threshold), Number(after.threshold)];
  if (Number.isNaN(old) || Number.isNaN(current)) return undefined;
  const isLower = current < old;
  if (UPWARDS.includes(after.phrase)) return isLower ? "more sensitive" : "less sensitive";
  if (DOWNWARDS.includes(after.phrase)) return isLower ? "less sensitive" : "more sensitive";
  return undefined;
}

function frequencyWords({ before, after }: AlertReview["schedule"]): string | undefined {
  const [old, current] = [before?.runsPerMonth ?? 0, after?.runsPerMonth ?? 0];
  if (old === 0 || current === 0 || old === current) return undefined;
  return current > old
    ? `checked ${rounded(current / old)}× as often`
    : `checked 1/${rounded(old / current)} as often`;
}
