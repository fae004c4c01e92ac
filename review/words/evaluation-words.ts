import { shownValue } from "../../alerting/shown-value";
import type { EvaluationReview } from "../report/evidence-review";

/** The value that is compared: `138.2`, `NULL`, `no rows`. */
export function valueWords({ value, isEmptyResult, error }: EvaluationReview): string | undefined {
  if (error !== undefined) return undefined;
  return isEmptyResult ? "no rows" : value === undefined ? undefined : shownValue(value);
}
