import type { LintRule } from "../lint-rule";

export const QUERY_NOT_ANALYSED: LintRule = {
  id: "query/not-analysed",
  severity: "info",
  title: "The query could not be looked into.",
  reason:
    "The parser here knows less of the language than the service does. That is no fault of the query, but rules that look into queries say nothing of this one.",
  fix: "Read it yourself for what lint cannot see here, or write it in another way, such as floor(x / y) for x div y, so that more can be checked.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "sound"
      ? [{ column: "alert_query_template", message: `Not analysed: ${analysis.reason}.` }]
      : [],
};
