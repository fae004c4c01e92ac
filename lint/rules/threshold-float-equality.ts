import type { LintRule } from "../lint-rule";

export const THRESHOLD_FLOAT_EQUALITY: LintRule = {
  id: "threshold/float-equality",
  severity: "warning",
  title: "A fraction is compared for being equal.",
  reason:
    "Fractions are rounded while they are worked out: 0.1 + 0.2 is not 0.3, and the alert does not fire.",
  fix: "Compare with <= and >=, or round the figure in the query and compare whole numbers.",
  check({ row, definition, thresholdNumber, comparedExpression }) {
    const { comparisonOperator: operator, source } = definition.evaluation;
    const isEquality = operator === "EQUAL" || operator === "NOT_EQUAL";
    const isFraction =
      (thresholdNumber !== undefined && !Number.isInteger(thresholdNumber)) ||
      ["AVG", "MEDIAN", "STDDEV"].includes(source.aggregation ?? "") ||
      comparedExpression?.expression.BinaryOp?.op === "Divide";
    return isEquality && isFraction && thresholdNumber !== undefined
      ? [
          {
            column: "threshold_operator",
            message: `${row.threshold_column} can be a fraction, and is compared with ${row.threshold_operator.trim()} ${thresholdNumber}.`,
          },
        ]
      : [];
  },
};
