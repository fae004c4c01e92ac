import { visit } from "../../sql/nodes-of";
import type { Expression } from "../../sql/tree";
import type { LintRule } from "../lint-rule";

const COMPARING = new Set(["Eq", "NotEq", "Lt", "LtEq", "Gt", "GtEq"]);

export const QUERY_EQUALS_NULL: LintRule = {
  id: "query/equals-null",
  severity: "error",
  title: "The query compares with NULL by a sign that never holds for it.",
  reason:
    "Both x = NULL and x <> NULL are neither true nor false, so a condition with one of them keeps no row at all.",
  fix: "Write IS NULL, IS NOT NULL, or <=> where both sides can be NULL.",
  check({ query }) {
    let isFound = false;
    visit(query, (node) => {
      const { BinaryOp }: Expression = node;
      isFound ||=
        BinaryOp !== undefined &&
        COMPARING.has(BinaryOp.op) &&
        (isNull(BinaryOp.left) || isNull(BinaryOp.right));
      return !isFound;
    });
    return isFound
      ? [
          {
            column: "alert_query_template",
            message: "The query compares something with NULL by = or <> or the like.",
          },
        ]
      : [];
  },
};

function isNull({ Value }: Expression): boolean {
  const value: unknown = Value?.value;
  return value === "Null" || (typeof value === "object" && value !== null && "Null" in value);
}
