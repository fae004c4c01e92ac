import type { LintRule } from "../lint-rule";

export const QUERY_SYNTAX: LintRule = {
  id: "query/syntax",
  severity: "error",
  title: "The text is not SQL.",
  reason: "The warehouse cannot read it: the alert ends in ERROR at every run and watches nothing.",
  fix: "Write one query that can stand in a common table expression: SELECT, or WITH … SELECT.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "broken"
      ? [{ column: "alert_query_template", message: analysis.reason }]
      : [],
};
