import { shownText } from "../messages/words";
import type { AlertNotes } from "./alert-notes";
import { fillTemplate, type Variables } from "./fill-template";
import { rowVariables } from "./row-variables";
import type { AlertRow } from "./tables/alert-configurations";

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

/** Subject and body as the service gets them. */
export interface NotificationTemplates {
  readonly customSummary?: string;
  readonly customDescription?: string;
}

type TemplateColumn = "custom_subject_template" | "custom_body_template";

/**
 * Fills the row's values into the row's templates and leaves the service's variables to the service.
 * The subject is plain text, so values go in as they are; the body is HTML, so they are escaped there
 * (`{{{NAME}}}` and `{{&NAME}}` are not, as in all mustache).
 */
export function notificationTemplates(row: AlertRow, notes: AlertNotes): NotificationTemplates {
  if (!row.use_custom_template) {
    return {};
  }
  const variables = rowVariables(row);
  const subject = filled("custom_subject_template", row, variables, (value) => value, notes);
  const body = filled("custom_body_template", row, variables, escapeHtml, notes);
  if (isBlank(row.custom_subject_template) && isBlank(row.custom_body_template)) {
    notes.warning(
      "use_custom_template",
      "is TRUE, but the row has no template: the service's own texts are used",
    );
  }
  return {
    ...(subject === undefined ? {} : { customSummary: subject }),
    ...(body === undefined ? {} : { customDescription: body }),
  };
}

function filled(
  column: TemplateColumn,
  row: Pick<AlertRow, TemplateColumn>,
  variables: Variables,
  escape: (value: string) => string,
  notes: AlertNotes,
): string | undefined {
  const template = row[column];
  if (template === null || isBlank(template)) {
    return undefined;
  }
  try {
    const { text, others } = fillTemplate(template, variables, escape);
    for (const name of others.filter((other) => !SERVICE_VARIABLES.has(other))) {
      const known = [...variables.keys()].join(", ");
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
