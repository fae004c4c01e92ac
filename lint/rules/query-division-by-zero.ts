import type { LintRule } from "../lint-rule";
import { unguardedDivisors } from "../unguarded-divisors";

export const QUERY_DIVISION_BY_ZERO: LintRule = {
  id: "query/division-by-zero",
  severity: "warning",
  title: "The query divides by something that can be zero.",
  reason:
    "SQL warehouses follow ANSI rules: a division by zero fails the query, and the alert is in ERROR on the quiet day when there is nothing to divide by.",
  fix: "Write try_divide(a, b), or a / NULLIF(b, 0), and choose what NULL shall mean.",
  check({ analysis, scopes }) {
    if (analysis.outcome !== "query") {
      return [];
    }
    const divisors = new Set(scopes.flatMap((scope) => unguardedDivisors(scope, scopes)));
    return [...divisors].map((divisor) => ({
      column: "alert_query_template",
      about: divisor,
      message: `The query divides by ${divisor}, which can be zero.`,
    }));
  },
};
