import type { LintRule } from "../lint-rule";

export const QUERY_STAR: LintRule = {
  id: "query/star",
  severity: "info",
  title: "The result has all columns of a table.",
  reason:
    "Which columns there are is decided by whoever changes the table, and every one of them is read and put into the message, personal data too.",
  fix: "Name the columns that the condition and the message need.",
  check: ({ results }) =>
    results.some(({ select, sources }) =>
      select.projection.some(
        ({ Wildcard, QualifiedWildcard }) =>
          (Wildcard ?? QualifiedWildcard) !== undefined &&
          sources.some(({ columns }) => columns === undefined),
      ),
    )
      ? [{ column: "alert_query_template", message: "The query ends in SELECT *." }]
      : [],
};
