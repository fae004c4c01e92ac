import { isCount } from "../../sql/aggregates";
import { nameOf } from "../../sql/function-calls";
import { literalOf } from "../../sql/literal";
import type { Expression } from "../../sql/tree";
import type { LintRule } from "../lint-rule";

const TEXT_FUNCTIONS = new Set(["concat", "concat_ws", "date_format", "format_string", "lower", "upper"]);

export const COLUMN_TYPE: LintRule = {
  id: "column/type",
  severity: "error",
  title: "A text is compared with a number, or a number with a text.",
  reason: "The service refuses to compare them, or compares them as texts, where 9 is more than 10.",
  fix: "Compare the figure itself, and choose threshold_value_type by it.",
  check({ row, definition, comparedExpression }) {
    const { source, threshold } = definition.evaluation;
    const type = comparedExpression && typeOf(comparedExpression.expression);
    const counts = source.aggregation === "COUNT" || source.aggregation === "COUNT_DISTINCT";
    if (threshold === undefined || type === undefined || counts) {
      return [];
    }
    const wanted =
      "doubleValue" in threshold.value ? "number" : "stringValue" in threshold.value ? "text" : "";
    return wanted === "" || wanted === type
      ? []
      : [
          {
            column: "threshold_value_type",
            message: `${row.threshold_column} is a ${type}, and the threshold is a ${wanted}.`,
          },
        ];
  },
};

/** Where the text leaves no doubt. */
function typeOf(expression: Expression): "text" | "number" | undefined {
  const { Function: call, Cast } = expression;
  const literal = literalOf(expression);
  if (typeof literal === "string" || (call && TEXT_FUNCTIONS.has(nameOf(call)))) {
    return "text";
  }
  if (Cast) {
    return isTextType(Cast.data_type) ? "text" : undefined;
  }
  return typeof literal === "number" || isCount(expression) ? "number" : undefined;
}

function isTextType(type: unknown): boolean {
  return type === "String" || (typeof type === "object" && type !== null && "String" in type);
}
