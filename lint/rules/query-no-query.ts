import type { LintRule } from "../lint-rule";

export const QUERY_NO_QUERY: LintRule = {
  id: "query/no-query",
  severity: "error",
  title: "The text is not one query.",
  reason:
    "The service puts the text into a common table expression of its own, so it must be one SELECT. Anything else ends in ERROR at every run.",
  fix: "Leave one SELECT, with WITH in front where it needs steps.",
  check({ analysis }) {
    if (analysis.outcome !== "no query") {
      return [];
    }
    const { statements } = analysis;
    const kinds = statements.length === 0 ? "nothing but comments" : statements.join(", ");
    const message =
      statements.length > 1
        ? `The text holds ${statements.length} statements: ${kinds}.`
        : `The text is no query: ${kinds}.`;
    return [{ column: "alert_query_template", message }];
  },
};
