import type { LintRule } from "../lint-rule";

export const QUERY_UNREADABLE: LintRule = {
  id: "query/unreadable",
  severity: "warning",
  title: "The text does not read as SQL.",
  reason:
    "The parser here stops at something, and it is none of what is known to be Databricks SQL that the parser lacks: a slip of the pen, most likely, with which the alert would end in ERROR at every run.",
  fix: "Look at that place, and run the query once: a review asks the warehouse, whose answer counts.",
  check: ({ analysis }) =>
    analysis.outcome === "not analysed" && analysis.looks === "doubtful"
      ? [{ column: "alert_query_template", message: `Not read: ${analysis.reason}.` }]
      : [],
};
