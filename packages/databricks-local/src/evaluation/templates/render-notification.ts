import Mustache from "mustache";
import type { AlertBody } from "../../alerts/alert-shape";
import { Html } from "./result-table";
import type { TemplateVariables } from "./template-variables";

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
