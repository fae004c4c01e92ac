import { isCount } from "../sql/aggregates";
import type { LintSubject } from "./lint-subject";

/** Whether the condition holds for every count (`true`) or for none (`false`); `undefined` where it depends, or is about something else. */
export function countOutcome({
  definition,
  comparedExpression,
  thresholdNumber,
}: LintSubject): boolean | undefined {
  const { source, comparisonOperator: operator } = definition.evaluation;
  const counts =
    source.aggregation === undefined
      ? comparedExpression !== undefined && isCount(comparedExpression.expression)
      : source.aggregation === "COUNT" || source.aggregation === "COUNT_DISTINCT";
  if (!counts) {
    return undefined;
  }
  if (operator === "IS_NULL" || operator === "IS_NOT_NULL") {
    return operator === "IS_NOT_NULL";
  }
  if (thresholdNumber === undefined) {
    return undefined;
  }
  const isNegative = thresholdNumber < 0;
  switch (operator) {
    case "GREATER_THAN":
      return isNegative || undefined;
    case "GREATER_THAN_OR_EQUAL":
      return thresholdNumber <= 0 || undefined;
    case "LESS_THAN":
      return thresholdNumber <= 0 ? false : undefined;
    case "LESS_THAN_OR_EQUAL":
      return isNegative ? false : undefined;
    case "EQUAL":
      return isNegative || !Number.isInteger(thresholdNumber) ? false : undefined;
    case "NOT_EQUAL":
      return isNegative || !Number.isInteger(thresholdNumber) || undefined;
  }
}

/** The column of the row that decides: IS NULL and IS NOT NULL have no threshold. */
export function decidingColumn({ definition }: LintSubject) {
  return definition.evaluation.threshold ? "threshold_value_double" : "threshold_operator";
}
