import type { AlertReview, ConditionWords, Sides } from "../report/alert-review";
import { fieldWords } from "./field-words";
import { rounded } from "./duration";

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
