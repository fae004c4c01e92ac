import Mustache from "mustache";
import type { AlertDefinition } from "../../alerting/definition";
import type { Evaluation } from "../evaluation";
import { conditionWords } from "./condition-words";

/** Stands for a value that is not known. */
const UNKNOWN = "…";

/**
 * The subject of a message as people would get it if the alert fired with the value of now; `undefined` for an alert that
 * leaves it to the service.
 *
 * @see https://docs.databricks.com/sql/user/alerts/#notification-templates
 */
export function messageSubject(definition: AlertDefinition, now: Evaluation | undefined): string | undefined {
  if (definition.customSummary === undefined) return undefined;
  const { subject, phrase, threshold = "" } = conditionWords(definition);
  const values = {
    ALERT_STATUS: "TRIGGERED",
    ALERT_NAME: definition.displayName,
    ALERT_CONDITION: phrase,
    ALERT_THRESHOLD: threshold.replaceAll('"', ""),
    ALERT_COLUMN: subject,
    QUERY_RESULT_VALUE: now?.value === undefined ? UNKNOWN : String(now.value),
    QUERY_NAME: definition.displayName,
    ...{ ALERT_URL: UNKNOWN, QUERY_URL: UNKNOWN, QUERY_RESULT_TABLE: UNKNOWN },
    ...{ QUERY_RESULT_ROWS: [], QUERY_RESULT_COLS: [] },
  };
  try {
    return Mustache.render(definition.customSummary, values, undefined, { escape: String });
  } catch {
    // A template that was written by hand in the workspace: mustache cannot read it, so it is told as it stands.
    return definition.customSummary;
  }
}
