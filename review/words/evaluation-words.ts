import { shownValue } from "../../alerting/shown-value";
import type { EvaluationReview } from "../report/evidence-review";

/** The value that is compared: `138.2`, `NULL`, `no rows`. */
export function valueWords({ value, isEmptyResult, error }: EvaluationReview): string | undefined {
  if (error !== undefined) return undefined;
  return isEmptyResult ? "no rows" : value === undefined ? undefined : shownValue(value);
}

/** `1,200`, or `1,164 of 1,200` where some are not known. */
export function evaluationsWords(evaluations: number, notEvaluated = 0): string {
  const known = evaluations.toLocaleString("en");
  return notEvaluated === 0 ? known : `${known} of ${(evaluations + notEvaluated).toLocaleString("en")}`;
}
