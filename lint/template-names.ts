import Mustache from "mustache";
import { rowVariables, SERVICE_VARIABLES } from "../alerting/fields/message";
import type { AlertRow } from "../alerting/tables/alert-configurations";

export const TEMPLATE_COLUMNS = ["custom_subject_template", "custom_body_template"] as const;

/** A name in a template that is neither a variable of the service nor one of the row. */
export interface TemplateName {
  readonly column: (typeof TEMPLATE_COLUMNS)[number];
  readonly name: string;
  /** It stands in `{{#QUERY_RESULT_ROWS}}`, where names are those of columns. */
  readonly isOfRow: boolean;
}

/** Kind, name, start and end of a tag; of a section what is in it. */
type Token = [kind: string, name: string, start: number, end: number, content?: Token[]];

/** The variables that a row's templates can have. */
export function knownVariables(row: AlertRow): readonly string[] {
  return [...SERVICE_VARIABLES, ...rowVariables(row).keys()];
}

/** Every such name, once for each template; none where the service's own texts are used. */
export function templateNames(row: AlertRow): TemplateName[] {
  const known = new Set(knownVariables(row));
  return TEMPLATE_COLUMNS.flatMap((column) => {
    const template = row.use_custom_template ? (row[column] ?? "") : "";
    // Mustache's types leave tokens open; their shape is documented.
    const names = namesIn(Mustache.parse(template) as Token[], "");
    const found = new Map(names.map((each) => [`${each.name} ${each.isOfRow}`, { column, ...each }]));
    return [...found.values()].filter(({ name }) => !known.has(name) && name !== ".");
  });
}

function namesIn(tokens: readonly Token[], section: string): Omit<TemplateName, "column">[] {
  return tokens.flatMap(([kind, name, , , content = []]) => {
    if (kind === "#" || kind === "^") {
      const isList = name === "QUERY_RESULT_ROWS" || name === "QUERY_RESULT_COLS";
      // What stands in a section of something else may be a field of that.
      const own = section === "" && !isList ? [{ name, isOfRow: false }] : [];
      return [...own, ...namesIn(content, isList ? name : section)];
    }
    const isName = (kind === "name" || kind === "&") && section !== "QUERY_RESULT_COLS";
    return isName ? [{ name, isOfRow: section === "QUERY_RESULT_ROWS" }] : [];
  });
}
