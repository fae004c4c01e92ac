import { hasOneRow, isOrdered } from "../../sql/result-rows";
import { literalOf } from "../../sql/literal";
import type { LintRule } from "../lint-rule";
import { keptRows } from "../kept-rows";

export const ORDER_MISSING: LintRule = {
  id: "order/missing",
  severity: "warning",
  title: "The first row is compared, but which row that is depends on chance.",
  reason:
    "Without an aggregation the service compares the first row of the result. Without ORDER BY the warehouse gives the rows in any order: one time the alert fires, another time it does not, on the same data.",
  fix: "Order the result so that the worst row comes first, or set aggregation_type to MAX or MIN.",
  check(subject) {
    const { query, results, definition, row } = subject;
    const isLimited = literalOf(query?.limit_clause?.LimitOffset?.limit) === 1;
    if (query === undefined || definition.evaluation.source.aggregation !== undefined || isOrdered(query)) {
      return [];
    }
    const isOne = hasOneRow(isLimited ? { ...query, limit_clause: {} } : query, results);
    // Where every row of the result fires, it does not matter which one is the first.
    return results.length === 0 || isOne || keptRows(subject).some(({ allFire }) => allFire)
      ? []
      : [
          {
            column: "alert_query_template",
            message: `The result can have several rows and has no ORDER BY, and ${row.threshold_column} of the first one decides.`,
          },
        ];
  },
};
