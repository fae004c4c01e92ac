import Mustache from "mustache";
import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";

export const TEMPLATE_COLUMN_MISSING: LintRule = {
  id: "template/column-missing",
  severity: "warning",
  title: "A template shows a column that the result does not have.",
  reason: "In the message its place stays empty.",
  fix: "Name a column of the result, or add the column to the query.",
  check: (subject) =>
    subject.row.use_custom_template
      ? [...missing(subject, "custom_subject_template"), ...missing(subject, "custom_body_template")]
      : [],
};

function missing(
  { row, resultColumns }: LintSubject,
  column: "custom_subject_template" | "custom_body_template",
) {
  const template = row[column];
  if (template === null || resultColumns === undefined || resultColumns.includes("")) {
    return [];
  }
  const unknown = namesInRows(template).filter((name) => !resultColumns.includes(name.toLowerCase()));
  return unknown.map((name) => ({
    column,
    about: name,
    message: `{{${name}}} is no column of the result, which has ${resultColumns.join(", ")}.`,
  }));
}

/** The names inside of `{{#QUERY_RESULT_ROWS}}`, which are those of columns. */
function namesInRows(template: string): string[] {
  // Mustache's types leave tokens open; their shape is documented: kind, name, start, end, content.
  const tokens = Mustache.parse(template) as [string, string, number, number, unknown[]?][];
  return tokens
    .filter(([kind, name]) => kind === "#" && name === "QUERY_RESULT_ROWS")
    .flatMap(([, , , , content = []]) => content as [string, string][])
    .flatMap(([kind, name]) => (kind === "name" || kind === "&" ? [name] : []));
}
