import { readWorkspacePath, type WorkspacePath } from "../files/workspace-path";
import type { AlertBody } from "./alert-shape";
import type { AlertStore } from "./alert-store";

const EXTENSION = ".dbalert.json";

/** The alert whose file lies there: `<folder>/<name>.dbalert.json`. One in the trash has none. */
export function alertOfFile(alerts: AlertStore, { key }: WorkspacePath): AlertBody | undefined {
  if (!key.endsWith(EXTENSION)) return undefined;
  return activeAlerts(alerts).find((alert) => fileKey(alert) === key);
}

/** Those whose files lie in the folder, or in one below it. */
export function alertsWithin(alerts: AlertStore, { key }: WorkspacePath): AlertBody[] {
  return activeAlerts(alerts).filter((alert) => fileKey(alert).startsWith(`${key}/`));
}

function activeAlerts(alerts: AlertStore): AlertBody[] {
  return alerts.list().flatMap(({ alert }) => (alert.lifecycle_state === "ACTIVE" ? [alert] : []));
}

function fileKey({ parent_path = "/", display_name }: AlertBody): string {
  return `${readWorkspacePath(parent_path).key}/${display_name}${EXTENSION}`;
}

/**
 * The alert as its file has it: without its name, warehouse and what the service sets, and with texts line by line.
 *
 * @see https://github.com/databricks/cli/blob/main/libs/testserver/alerts.go
 */
export function alertFileText(alert: AlertBody): string {
  const { source, comparison_operator, threshold, notification, ...more } = alert.evaluation;
  const evaluation = { ...more, state: undefined, last_evaluated_at: undefined };
  const told = notification && { notify_on_ok: false, ...notification };
  const file = {
    custom_summary: alert.custom_summary,
    evaluation: { source, comparison_operator, threshold, notification: told ?? {}, ...evaluation },
    schedule: alert.schedule,
    query_lines: lines(alert.query_text),
    custom_description_lines: alert.custom_description && lines(alert.custom_description),
    parameters: alert.parameters,
    custom_template_format: alert.custom_template_format,
  };
  // The service writes a threshold's number with its point. Within a text, a quote is never without a backslash.
  const text = JSON.stringify(file, undefined, 2);
  return `${text.replace(/^(\s*"double_value": -?\d+)$/gm, "$1.0")}\n`;
}

/** A line's end belongs to the line. */
function lines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}
