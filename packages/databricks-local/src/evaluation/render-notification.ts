import Mustache from "mustache";
import type { AlertBody, ComparisonOperator } from "../alerts/alert-shape";
import type { SqlResult } from "../sql/sql-engine";
import { cellText } from "../statements/cell-text";
import type { Outcome } from "./evaluate-alert";

const DEFAULT_SUMMARY = 'Alert "{{ALERT_NAME}}" changed status to {{ALERT_STATUS}}';
const DEFAULT_DESCRIPTION =
  "<p>{{ALERT_COLUMN}} {{ALERT_CONDITION}} {{ALERT_THRESHOLD}}: the value is {{QUERY_RESULT_VALUE}}.</p>" +
  '<p><a href="{{ALERT_URL}}">{{ALERT_NAME}}</a></p>';

export interface RenderedNotification {
  readonly subject: string;
  readonly body: string;
  readonly format: "HTML" | "MARKDOWN";
  /** What is wrong with a template; the default one stood in for it. */
  readonly template_error?: string;
}

/** Subject and body as a subscriber reads them. The subject is plain text, the body is HTML or Markdown. */
export function renderNotification(alert: AlertBody, variables: TemplateVariables): RenderedNotification {
  const { custom_summary, custom_description, custom_template_format: format = "HTML" } = alert;
  const asSubject = (template: string) => render(template, variables, String);
  const asBody = (template: string) => render(template, variables, escapeHtml);
  if (format === "MARKDOWN") {
    const fill = (template: string) => fillMarkdown(template, variables);
    return {
      subject: custom_summary === undefined ? asSubject(DEFAULT_SUMMARY) : fill(custom_summary),
      body: custom_description === undefined ? asBody(DEFAULT_DESCRIPTION) : fill(custom_description),
      format,
    };
  }
  try {
    const subject = asSubject(custom_summary ?? DEFAULT_SUMMARY);
    return { subject, body: asBody(custom_description ?? DEFAULT_DESCRIPTION), format };
  } catch (error) {
    const template_error = error instanceof Error ? error.message : String(error);
    return { subject: asSubject(DEFAULT_SUMMARY), body: asBody(DEFAULT_DESCRIPTION), format, template_error };
  }
}

function render(template: string, variables: TemplateVariables, escape: (value: unknown) => string): string {
  return Mustache.render(template, variables, {}, { escape });
}

function escapeHtml(value: unknown): string {
  return value instanceof Html ? value.toString() : Mustache.escape(String(value));
}

/** Known `@VARIABLE`s, and nothing else that begins with an `@`. */
function fillMarkdown(template: string, variables: TemplateVariables): string {
  return template.replace(/@([A-Z_]+)/g, (written, name: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (typeof value === "string") return value;
    if (value instanceof Html) return value.toString();
    return value === undefined ? written : JSON.stringify(value);
  });
}

const SIGNS: Readonly<Record<ComparisonOperator, string>> = {
  EQUAL: "=",
  NOT_EQUAL: "!=",
  GREATER_THAN: ">",
  GREATER_THAN_OR_EQUAL: ">=",
  LESS_THAN: "<",
  LESS_THAN_OR_EQUAL: "<=",
  IS_NULL: "IS NULL",
  IS_NOT_NULL: "IS NOT NULL",
};

type TemplateVariables = Readonly<Record<string, unknown>>;

/**
 * The service's variables for `custom_summary` and `custom_description`.
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/
 */
export function templateVariables(alert: AlertBody, outcome: Outcome, url: string): TemplateVariables {
  const { columns, rows } = outcome.result;
  const texts = rows.map((row) => row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? ""));
  return {
    ALERT_STATUS: outcome.state,
    ALERT_NAME: alert.display_name,
    ALERT_CONDITION: SIGNS[alert.evaluation.comparison_operator],
    ALERT_THRESHOLD: outcome.threshold ?? "",
    ALERT_COLUMN: alert.evaluation.source.name,
    ALERT_URL: url,
    QUERY_RESULT_VALUE: outcome.value ?? "",
    QUERY_RESULT_COLS: columns.map(({ name, type }) => ({ name, type })),
    QUERY_RESULT_ROWS: texts.map((row) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? ""])),
    ),
    QUERY_RESULT_TABLE: resultTable(outcome.result),
  };
}

/** HTML that templates take as it is, also between two braces. */
class Html {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

function resultTable({ columns, rows }: SqlResult): Html {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${Mustache.escape(cell)}</${tag}>`).join("")}</tr>`;
  const heading = line(
    "th",
    columns.map(({ name }) => name),
  );
  const body = rows.map((row) =>
    line(
      "td",
      row.map((cell, index) => cellText(cell, columns[index]?.type ?? "") ?? ""),
    ),
  );
  return new Html(`<table>${heading}${body.join("")}</table>`);
}
