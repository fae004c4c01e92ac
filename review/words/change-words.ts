import { directionOf } from "../../alerting/condition";
import type { LiveDefinition } from "../../alerting/definition";
import { fieldWords, valueAt } from "../../alerting/definition-fields";
import { operatorFromWords } from "../../alerting/fields/condition";
import { authoredValueWords } from "../../alerting/condition-text";
import { overNothingIn } from "../../lint/over-nothing";
import { shownValue } from "../../messages/words";
import type { AlertReview } from "../report/alert-review";
import { rounded } from "./figures";

/** A field's value for people: `7.5` for a threshold, the words of a list, else as JSON. */
export function fieldValueWords(value: unknown): string {
  if (value === undefined) return "not set";
  if (Array.isArray(value)) return value.length === 0 ? "nobody" : value.map(fieldValueWords).join(", ");
  const authored = authoredValueWords(value);
  if (authored !== undefined) return authored;
  const only = onlyPart(value);
  return only === undefined ? shownValue(value) : fieldValueWords(only);
}

/** What an object of one property holds: `{ value: { doubleValue: 7.5 } }` says 7.5. */
function onlyPart(value: unknown): unknown {
  const parts: unknown[] = typeof value === "object" && value !== null ? Object.values(value) : [];
  return parts.length === 1 ? parts[0] : undefined;
}

/** What no rows mean. A result that is never empty has no use for the state of an empty one. */
export function emptyWords(definition: LiveDefinition): string {
  const { emptyResultState } = definition.evaluation;
  const given = emptyResultState === "OK" ? undefined : overNothingIn(definition);
  return given === undefined ? emptyResultState : `${given.value} by ${given.by}`;
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
  const direction = directionOf({ operator: operatorFromWords(after?.phrase ?? "") ?? "" });
  if (direction === undefined) return undefined;
  return current < old === (direction === "up") ? "more sensitive" : "less sensitive";
}

function frequencyWords({ before, after }: AlertReview["schedule"]): string | undefined {
  const [old, current] = [before?.runsPerMonth ?? 0, after?.runsPerMonth ?? 0];
  if (old === 0 || current === 0 || old === current) return undefined;
  return current > old
    ? `checked ${rounded(current / old)}× as often`
    : `checked 1/${rounded(old / current)} as often`;
}
