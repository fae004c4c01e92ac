import { shownValue } from "../../messages/words";
import type { EvaluationReview, Replayed } from "../report/evidence-review";
import type { ReviewReport } from "../report/report";

const BASIS_WORDS: Readonly<Record<Replayed["basis"], string>> = {
  "rows up to each moment": "with the rows up to each of them",
  "time travel": "with data as it was then",
  "data as known today": "with data as known today",
};

/** Which rows a replay saw; `before …, after …` where the two differ. */
export function basisWords(before: Replayed | undefined, after: Replayed | undefined): string {
  const [old, current] = [before, after].map((side) => side && BASIS_WORDS[side.basis]);
  return old !== undefined && current !== undefined && old !== current
    ? `before ${old}, after ${current}`
    : (current ?? old ?? "");
}

/** The value that is compared: `138.2`, `NULL`, `no rows`, `'…'` for one that is withheld. */
export function valueWords({
  value,
  isWithheld,
  isEmptyResult,
  error,
}: EvaluationReview): string | undefined {
  if (error !== undefined) return undefined;
  if (isWithheld === true) return "'…'";
  return isEmptyResult ? "no rows" : value === undefined ? undefined : shownValue(value);
}

/** What a report leaves out of what queries gave, and how to see it. */
export function withheldWords({
  values,
  alerts,
}: Pick<ReviewReport, "values" | "alerts">): string | undefined {
  const isAny = alerts.some(({ now }) => now.before !== undefined || now.after !== undefined);
  if (values === undefined || values === "all" || !isAny) return undefined;
  const shown = values === "none" ? "no values" : "only numbers and truth values";
  return `Of what queries gave this shows ${shown} ('…' stands for others), and of errors their class: review --values all shows all.`;
}

/** `1,200`, or `1,164 of 1,200` where some are not known. */
export function evaluationsWords(evaluations: number, notEvaluated = 0): string {
  const known = evaluations.toLocaleString("en");
  return notEvaluated === 0 ? known : `${known} of ${(evaluations + notEvaluated).toLocaleString("en")}`;
}
