import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";
import { overNothing } from "../over-nothing";

export const EMPTY_NULL_ROW: LintRule = {
  id: "empty/null-row",
  severity: "warning",
  title: "Where the query finds nothing, it still gives a row, and the alert is OK.",
  reason:
    "An aggregate without GROUP BY gives one row also over no rows: count gives 0, all others NULL, and NULL compares as OK. The result is never empty, so empty_result_state is never used.",
  fix: "Write COALESCE(sum(x), 0) for a figure that is 0 then, or HAVING count(*) > 0, which leaves no row, so that empty_result_state decides; to hear of nothing at all compare count(*) with < 1.",
  check(subject) {
    const { definition, query, scopes } = subject;
    const { source, emptyResultState: state } = definition.evaluation;
    const given = query && overNothing(definition.evaluation, query, scopes);
    if (given === undefined || fires(subject, given.value)) {
      return [];
    }
    const { value, by } = given;
    const isNever = state === "TRIGGERED" || (state !== "OK" && value === "NULL");
    if (!isNever && !(value === "NULL" && isTooLittle(subject))) {
      return [];
    }
    const end = isNever
      ? `: empty_result_state ${state} is never used.`
      : ", not 0: the alert is silent just then.";
    return [
      {
        column: "empty_result_state",
        message: `Where no row is found, ${by} gives ${value}, which is OK${end}`,
        ...(source.aggregation === by && { fix: IN_QUERY }),
      },
    ];
  },
};

const IN_QUERY =
  "Aggregate in the query instead and set aggregation_type to NONE: COALESCE(sum(x), 0) for a figure that is 0 then, or HAVING count(*) > 0, which leaves no row, so that empty_result_state decides.";

/** Whether the alert fires by that value; by NULL only where it is asked for. */
function fires({ definition, thresholdNumber }: LintSubject, value: "NULL" | "0"): boolean {
  const { comparisonOperator: operator } = definition.evaluation;
  if (operator === "IS_NULL" || operator === "IS_NOT_NULL") {
    return (operator === "IS_NULL") === (value === "NULL");
  }
  if (value === "NULL" || thresholdNumber === undefined) {
    return false;
  }
  const sign = Math.sign(0 - thresholdNumber);
  return {
    GREATER_THAN: sign > 0,
    GREATER_THAN_OR_EQUAL: sign >= 0,
    LESS_THAN: sign < 0,
    LESS_THAN_OR_EQUAL: sign <= 0,
    EQUAL: sign === 0,
    NOT_EQUAL: sign !== 0,
  }[operator];
}

/** A sum that is to fire when it is low: of nothing it is NULL, where its author thinks of 0. */
function isTooLittle({ definition, comparedExpression, thresholdNumber }: LintSubject): boolean {
  const { source, comparisonOperator: operator } = definition.evaluation;
  const name = comparedExpression?.expression.Function?.name.at(-1)?.Identifier?.value.toLowerCase();
  const isSum =
    source.aggregation === "SUM" || ((name === "sum" || name === "try_sum") && !source.aggregation);
  const isLow =
    operator === "LESS_THAN" ||
    operator === "LESS_THAN_OR_EQUAL" ||
    (operator === "EQUAL" && thresholdNumber === 0);
  return isSum && isLow && thresholdNumber !== undefined && thresholdNumber >= 0;
}
