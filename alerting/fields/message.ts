import Mustache from "mustache";
import { ExpectedError } from "../../messages/expected-error";
import { shownText } from "../../messages/words";
import type { AuthoredAlert } from "../authored-alert";
import type { Condition } from "../condition";
import { conditionPhrases, conditionText } from "../condition-text";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import { type AlertField, type Cells, trimmedLines } from "./alert-field";

/** What the service fills in itself. @see https://docs.databricks.com/sql/user/alerts/#notification-templates */
export const SERVICE_VARIABLES: ReadonlySet<string> = new Set([
  "ALERT_STATUS",
  "ALERT_NAME",
  "ALERT_CONDITION",
  "ALERT_THRESHOLD",
  "ALERT_COLUMN",
  "ALERT_URL",
  "QUERY_RESULT_VALUE",
  "QUERY_RESULT_TABLE",
  "QUERY_RESULT_ROWS",
  "QUERY_RESULT_COLS",
  "QUERY_NAME",
  "QUERY_URL",
]);

type TemplateColumn = "custom_subject_template" | "custom_body_template";

function filled(
  column: TemplateColumn,
  row: AlertRow,
  escape: (value: string) => string,
  notes: AlertNotes,
): string | undefined {
  const template = row[column];
  if (template === null || isBlank(template)) return undefined;

  const variables = rowVariables(row);
  try {
    const { text, others } = fillTemplate(template, variables, escape);
    for (const name of others.filter(
      (other) => ![...SERVICE_VARIABLES, ...CONDITION_VARIABLES].includes(other),
    )) {
      const known = [...variables.keys(), ...CONDITION_VARIABLES].join(", ");
      const rule = `{{${name}}} is a variable neither of the service nor of the row (${known}): it will stay empty`;
      notes.warning(column, rule);
    }
    return text;
  } catch (error) {
    // Mustache tells what is wrong with a template by an Error and nothing more specific.
    return notes.fault(
      column,
      `is no mustache template: ${shownText(error instanceof Error ? error.message : String(error))}`,
    );
  }
}

function isBlank(template: string | null): boolean {
  return template === null || template.trim() === "";
}

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(value: string): string {
  return value.replaceAll(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character);
}

/** What templates can say of their own row. The service knows nothing of these. */
export function rowVariables(row: AlertRow): Variables {
  return new Map([
    ["ALERT_ID", row.alert_id],
    ["SEVERITY", row.severity],
    ["DOMAIN", row.agent_domain],
    ["OWNER", row.owner],
    ["RUNBOOK_URL", row.runbook_url ?? ""],
    ["THRESHOLD_VALUE", thresholdText(row)],
    ["OPERATOR", row.threshold_operator.trim()],
    ["SILENCED_UNTIL", row.silenced_until ?? ""],
    ["SILENCE_REASON", row.silence_reason ?? ""],
  ]);
}

/** What templates can say of the condition besides. */
const CONDITION_VARIABLES: readonly string[] = ["CONDITION", "VALUE"];

/**
 * The alert's texts, which say the condition as its author wrote it. Of a compiled one the service knows no more than that a column
 * is not NULL: its own words for that are filled in here, too, and there is a body where the row has none.
 */
export function withCondition<Texts extends Pick<AuthoredAlert, "customSummary" | "customDescription">>(
  texts: Texts,
  condition: Condition,
  { isCompiled }: { readonly isCompiled: boolean },
): Texts {
  const { subject, phrase, threshold = "" } = conditionPhrases(condition);
  const said = new Map([
    ["CONDITION", conditionText(condition)],
    // Left to the service, as all that stands in braces.
    ["VALUE", "{{QUERY_RESULT_VALUE}}"],
  ]);
  if (isCompiled) {
    said.set("ALERT_COLUMN", subject);
    said.set("ALERT_CONDITION", phrase);
    said.set("ALERT_THRESHOLD", threshold.replaceAll('"', ""));
  }
  const { customSummary: subjectText, customDescription: body = isCompiled ? OWN_BODY : undefined } = texts;
  const put = (text: string, escape: (value: string) => string) => fillTemplate(text, said, escape).text;
  return {
    ...texts,
    ...(subjectText !== undefined && { customSummary: put(subjectText, String) }),
    ...(body !== undefined && { customDescription: put(body, escapeHtml) }),
  };
}

/** In the place of the service's own, which would tell of a column that nobody wrote. */
const OWN_BODY = "<p>{{CONDITION}}: the value is {{QUERY_RESULT_VALUE}}.</p>\n{{QUERY_RESULT_TABLE}}";

function thresholdText(row: AlertRow): string {
  const { threshold_value_column: column, threshold_value_list: list } = row;
  const operator = row.threshold_operator.trim().toUpperCase();
  if (column !== null) return column;
  if (/BETWEEN$/.test(operator)) return `${row.threshold_value_min} and ${row.threshold_value_max}`;
  if (/(?:^| )IN$/.test(operator)) return (list ?? []).join(", ");
  const values = {
    DOUBLE: row.threshold_value_double,
    STRING: row.threshold_value_string,
    BOOLEAN: row.threshold_value_bool,
  };
  return String(values[row.threshold_value_type] ?? "");
}

type Variables = ReadonlyMap<string, string>;

interface FilledTemplate {
  readonly text: string;
  /** Names outside of sections that are not among the variables, once each. */
  readonly others: readonly string[];
}

/** A token of `Mustache.parse`: kind, name, start and end of its tag; for a section its content and where that ends. */
type Token = [kind: string, name: string, start: number, end: number, content?: Token[], contentEnd?: number];

/**
 * Fills the given variables in and leaves every other tag as it stands, to be filled in later by somebody else.
 * A section over a given variable is kept or dropped here; within any other section names may mean columns of a
 * result row, so unknown ones are not told. Throws mustache's error for a broken template.
 */
export function fillTemplate(
  template: string,
  variables: Variables,
  escape: (value: string) => string,
): FilledTemplate {
  const others = new Set<string>();

  // Tags are cut out by position: what mustache would drop (a newline after a section's tag) stays for the service.
  const fill = (tokens: readonly Token[], from: number, to: number, inSection: boolean): string => {
    let text = "";
    let position = from;
    for (const [kind, name, start, end, content, contentEnd] of tokens) {
      const value = variables.get(name);
      if (kind === "=" || kind === ">") {
        throw new ExpectedError(
          kind === "=" ? "other delimiters are not supported" : "partials are not supported",
        );
      }
      if ((kind === "#" || kind === "^") && content && contentEnd !== undefined) {
        const isOurs = value !== undefined;
        const isShown = !isOurs || (value !== "") === (kind === "#");
        const opening = template.slice(position, isOurs ? start : end);
        text += opening + (isShown ? fill(content, end, contentEnd, inSection || !isOurs) : "");
        position = isOurs ? template.indexOf("}}", contentEnd) + 2 : contentEnd;
        noteName(name, isOurs, inSection);
      } else if (kind === "name" || kind === "&") {
        if (value !== undefined) {
          text += template.slice(position, start) + (kind === "&" ? value : escape(value));
          position = end;
        }
        noteName(name, value !== undefined, inSection);
      }
    }
    return text + template.slice(position, to);
  };
  const noteName = (name: string, isOurs: boolean, inSection: boolean): void => {
    if (!isOurs && !inSection) others.add(name);
  };

  // The library's types leave tokens open (any): their shape is fixed by its documentation of `parse`.
  const tokens = Mustache.parse(template) as Token[];
  return { text: fill(tokens, 0, template.length, false), others: [...others] };
}

/**
 * The row's values are filled into its templates, and the service's variables are left to the service. The subject is plain text,
 * so values go in as they are.
 */
export const SUMMARY: AlertField<"customSummary"> = {
  path: "customSummary",
  words: "the subject of its messages",
  read(row, notes) {
    if (!row.use_custom_template) return undefined;
    if (isBlank(row.custom_subject_template) && isBlank(row.custom_body_template)) {
      notes.warning(
        "use_custom_template",
        "is TRUE, but the row has no template: the service's own texts are used",
      );
    }
    return filled("custom_subject_template", row, (value) => value, notes);
  },
  cells: (alert) => templateCells(alert, { custom_subject_template: alert.customSummary ?? null }),
  canonical: trimmedLines,
};

/** The body is HTML, so values are escaped there (`{{{NAME}}}` and `{{&NAME}}` are not, as in all mustache). */
export const DESCRIPTION: AlertField<"customDescription"> = {
  path: "customDescription",
  words: "the text of its messages",
  read: (row, notes) =>
    row.use_custom_template ? filled("custom_body_template", row, escapeHtml, notes) : undefined,
  cells: (alert) => templateCells(alert, { custom_body_template: alert.customDescription ?? null }),
  canonical: trimmedLines,
};

/** No row asks for one: what is rendered then is HTML. */
export const TEMPLATE_FORMAT: AlertField<"customTemplateFormat"> = {
  path: "customTemplateFormat",
  words: "the format of its messages",
  unsayable: "is MARKDOWN, and rows have templates in HTML: the next up sets HTML",
  hasFewValues: true,
};

/** Without any text of the alert's own, the row's templates are kept, and switched off. */
function templateCells({ customSummary, customDescription }: AuthoredAlert, cells: Cells): Cells {
  return customSummary === undefined && customDescription === undefined
    ? { use_custom_template: false }
    : { use_custom_template: true, ...cells };
}
