import { nearestWord } from "../../messages/nearest-word";
import type { LintRule } from "../lint-rule";
import { knownVariables, templateNames } from "../template-names";

export const TEMPLATE_VARIABLE_UNKNOWN: LintRule = {
  id: "template/variable-unknown",
  severity: "warning",
  title: "A template names a variable that nobody fills in.",
  reason:
    "Neither the service nor the row has it, and names are told apart by case: in the message its place stays empty.",
  fix: "Use a variable of the service or of the row. A column of the result stands in {{#QUERY_RESULT_ROWS}} … {{/QUERY_RESULT_ROWS}}.",
  check({ row, resultColumns }) {
    return templateNames(row)
      .filter(({ isOfRow }) => !isOfRow)
      .map(({ name, column }) => {
        const near = nearestWord(name.toUpperCase(), knownVariables(row));
        const isColumn = resultColumns?.includes(name.toLowerCase()) ?? false;
        const fix = isColumn
          ? `Write {{#QUERY_RESULT_ROWS}}{{${name}}}{{/QUERY_RESULT_ROWS}}: ${name} is a column of the result.`
          : near && `Write {{${near}}}.`;
        return {
          column,
          about: name,
          message: `{{${name}}} is a variable neither of the service nor of the row.`,
          ...(fix !== undefined && { fix }),
        };
      });
  },
};
