import type { LintRule } from "../lint-rule";
import { templateNames } from "../template-names";

export const TEMPLATE_COLUMN_MISSING: LintRule = {
  id: "template/column-missing",
  severity: "warning",
  title: "A template shows a column that a message does not have.",
  reason:
    "In the message its place stays empty. A message has the result's rows; with an aggregation it has one row, which holds the aggregated value alone.",
  fix: "Name a column of the result, or add the column to the query.",
  check(subject) {
    const { row, definition, resultColumns } = subject;
    const { name: compared, aggregation } = definition.evaluation.source;
    const columns = aggregation === undefined ? resultColumns : [compared.toLowerCase()];
    if (columns === undefined || columns.includes("")) {
      return [];
    }
    return templateNames(row)
      .filter(({ name, isOfRow }) => isOfRow && !columns.includes(name.toLowerCase().split(".")[0] ?? ""))
      .map(({ name, column }) => {
        const isTaken = aggregation !== undefined && (resultColumns?.includes(name.toLowerCase()) ?? true);
        return {
          column,
          about: name,
          message: isTaken
            ? `{{${name}}} stays empty: with ${aggregation} a message has one row, which holds ${compared} alone.`
            : `{{${name}}} is no column of the result, which has ${(resultColumns ?? columns).join(", ")}.`,
          ...(isTaken && { fix: WITHOUT_AGGREGATION }),
        };
      });
  },
};

const WITHOUT_AGGREGATION =
  "Set aggregation_type to NONE and order the query so that the worst row comes first: a message then has its rows and columns.";
