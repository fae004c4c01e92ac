import Mustache from "mustache";
import { conditionOf } from "../../alerting/condition";
import type { LiveDefinition } from "../../alerting/definition";
import type { Evaluation } from "../evaluate/judge";
import { conditionPhrases } from "../../alerting/condition-text";

/** Stands for a value that is not known. */
const UNKNOWN = "…";

/** What the service says where an alert has no template of its own. */
const OWN_SUMMARY = 'Alert "{{ALERT_NAME}}" changed status to {{ALERT_STATUS}}';
const OWN_DESCRIPTION =
  "<p>{{ALERT_COLUMN}} {{ALERT_CONDITION}} {{ALERT_THRESHOLD}}: the value is {{QUERY_RESULT_VALUE}}.</p>";

/** What a message is about. */
export interface MessageSubject extends Partial<Pick<Evaluation, "value">> {
  readonly state: string;
  /** Names and rows of the result, as texts; left out where they are not known. */
  readonly result?: {
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly Readonly<Record<string, string>>[];
  };
}

/** Subject and body, as a subscriber reads them. */
export interface MessageText {
  readonly subject: string;
  /** HTML. */
  readonly body: string;
}

/**
 * The subject of a message as people would get it if the alert fired with the value of now; `undefined` for an alert that
 * leaves it to the service.
 */
export function messageSubject(definition: LiveDefinition, now: Evaluation | undefined): string | undefined {
  const { customSummary } = definition;
  if (customSummary === undefined) return undefined;
  const about = { state: "TRIGGERED", ...(now?.value !== undefined && { value: now.value }) };
  return rendered(customSummary, serviceVariables(definition, about), String);
}

/** The whole message. */
export function messageText(definition: LiveDefinition, about: MessageSubject): MessageText {
  const { customSummary = OWN_SUMMARY, customDescription = OWN_DESCRIPTION } = definition;
  const variables = serviceVariables(definition, about);
  return {
    subject: rendered(customSummary, variables, String),
    body: rendered(customDescription, variables, (value) =>
      value instanceof Html ? value.toString() : Mustache.escape(String(value)),
    ),
  };
}

/** Whether the alert's templates say more of the result than the compared value. */
export function showsResult({ customSummary = "", customDescription = "" }: LiveDefinition): boolean {
  return /QUERY_RESULT_(?:ROWS|TABLE|COLS)/.test(customSummary + customDescription);
}

function rendered(
  template: string,
  variables: Readonly<Record<string, unknown>>,
  escape: (value: unknown) => string,
): string {
  try {
    return Mustache.render(template, variables, undefined, { escape });
  } catch {
    // A template that was written by hand in the workspace: mustache cannot read it, so it is told as it stands.
    return template;
  }
}

/** @see https://docs.databricks.com/sql/user/alerts/#notification-templates */
function serviceVariables(
  definition: LiveDefinition,
  { state, value, result }: MessageSubject,
): Readonly<Record<string, unknown>> {
  const { subject, phrase, threshold = "" } = conditionPhrases(conditionOf(definition));
  return {
    ALERT_STATUS: state,
    ALERT_NAME: definition.displayName,
    ALERT_CONDITION: phrase,
    ALERT_THRESHOLD: threshold.replaceAll('"', ""),
    ALERT_COLUMN: subject,
    QUERY_RESULT_VALUE: value === undefined ? UNKNOWN : String(value),
    QUERY_NAME: definition.displayName,
    ALERT_URL: UNKNOWN,
    QUERY_URL: UNKNOWN,
    QUERY_RESULT_TABLE: result ? resultTable(result) : UNKNOWN,
    QUERY_RESULT_ROWS: result?.rows ?? [],
    QUERY_RESULT_COLS: result?.columns ?? [],
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

function resultTable({ columns, rows }: NonNullable<MessageSubject["result"]>): Html {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${Mustache.escape(cell)}</${tag}>`).join("")}</tr>`;
  const names = columns.map(({ name }) => name);
  const body = rows.map((row) =>
    line(
      "td",
      names.map((name) => row[name] ?? ""),
    ),
  );
  return new Html(`<table>${line("th", names)}${body.join("")}</table>`);
}
