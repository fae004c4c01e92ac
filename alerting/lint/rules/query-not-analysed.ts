import type { LintRule } from "../lint-rule";

export const QUERY_NOT_ANALYSED: LintRule = {
  id: "query/not-analysed",
  severity: "info",
  title: "The query could not be looked into.",
  reason:
    "The parser here knows less of the language than the service does. That is no fault of the query, but rules that look into queries say nothing of this one.",
  fix: "Nothing has to be done. Where there is another way to write it, such as floor(x / y) for x div y, more can be checked.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed"
      ? [{ column: "alert_query_template", message: `Not analysed: ${analysis.reason.replace(/\.$/, "")}.` }]
      : [],
};
