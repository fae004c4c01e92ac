import { hasAlwaysARow } from "../../sql/result-rows";
import type { LintRule } from "../lint-rule";

export const EMPTY_ABSENCE_OK: LintRule = {
  id: "empty/absence-ok",
  severity: "warning",
  title: "An alert that is to tell that nothing came is OK when the query finds nothing.",
  reason:
    "Where the source is dead the query has no row at all, and with empty_result_state OK the alert is silent just then.",
  fix: "Set empty_result_state to TRIGGERED, or make the query give a row with 0: an aggregate without GROUP BY does.",
  check({ row, definition, query, results, thresholdNumber }) {
    const { source, comparisonOperator: operator, emptyResultState } = definition.evaluation;
    const isAbsence =
      operator === "IS_NULL" ||
      (operator === "LESS_THAN" && thresholdNumber !== undefined && thresholdNumber <= 1) ||
      (operator === "LESS_THAN_OR_EQUAL" && thresholdNumber === 0) ||
      (operator === "EQUAL" && thresholdNumber === 0);
    // With an aggregation the service's own query always gives a row, which has 0 of COUNT; empty/null-row tells of the others.
    const isEmpty = source.aggregation === undefined && query && !hasAlwaysARow(query, results);
    return emptyResultState === "OK" && isAbsence && isEmpty
      ? [
          {
            column: "empty_result_state",
            message: `It fires when ${row.threshold_column} is next to nothing, but not when there is no row.`,
          },
        ]
      : [];
  },
};
