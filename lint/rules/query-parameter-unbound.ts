import { placeholders } from "../../sql/broken-syntax";
import { parameterMarkers } from "../../sql/parameter-markers";
import type { LintRule } from "../lint-rule";

export const QUERY_PARAMETER_UNBOUND: LintRule = {
  id: "query/parameter-unbound",
  severity: "error",
  title: "The query has a parameter, and nothing gives it a value.",
  reason:
    "Rows bind no parameters: by :name the alert ends in ERROR at every run, and {{ name }} in a text is compared as it stands.",
  fix: "Write the value into the query.",
  check({ analysis, definition: { queryText } }) {
    const inTexts = analysis.outcome === "query" ? placeholders(queryText) : [];
    return [...parameterMarkers(queryText, analysis), ...inTexts].map((marker) => ({
      column: "alert_query_template" as const,
      about: marker,
      message: `Nothing gives ${marker} a value.`,
    }));
  },
};
