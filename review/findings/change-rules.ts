import { npmCommand, runCommand, type Place } from "../../alerting/advised-commands";
import type { Finding, FindingSeverity } from "../../alerting/findings/finding";

interface ChangeRuleSpec {
  readonly severity: FindingSeverity;
  readonly fix: string | ((place: Place) => string);
}

/** What a review finds by itself in a change. Each stands for one alert and cannot be waived: it is about this change. */
const CHANGE_RULES = {
  "change/errors-at-once": {
    severity: "error",
    fix: "Mend the query or the condition: an alert in ERROR watches nothing.",
  },
  "change/fires-at-once": {
    severity: "warning",
    fix: "Make sure that those who are notified expect it, or change the condition.",
  },
  "change/deletes": {
    severity: "warning",
    fix: "Put the row back if the alert is still wanted.",
  },
  "change/takes-over": {
    severity: "warning",
    fix: "Make sure that the alert is meant: the row's name, or its databricks_alert_id, says so.",
  },
  "change/made-anew": {
    severity: "warning",
    fix: "Expect another id and an empty history: an alert cannot move to another folder.",
  },
  "change/overwrites": {
    severity: "warning",
    fix: (place: Place) =>
      `Take the workspace's value into the row first (${npmCommand("adopt", place)}), or let it be overwritten.`,
  },
  "change/pending": {
    severity: "warning",
    fix: "Run an up, or put the row back.",
  },
  "change/keeps": {
    severity: "info",
    fix: "Take it away in the workspace if it is not wanted: no up does.",
  },
  "change/drift": {
    severity: "warning",
    fix: (place: Place) =>
      `Take it into the row (${npmCommand("adopt", place)}), or put the row's value back ` +
      `(${runCommand("up", "--refresh", place.stack)}).`,
  },
} as const satisfies Readonly<Record<string, ChangeRuleSpec>>;

export type ChangeRule = keyof typeof CHANGE_RULES;

export function changeFinding(rule: ChangeRule, alertId: string, message: string, place: Place): Finding {
  const { severity, fix } = CHANGE_RULES[rule];
  return { rule, alertId, message, severity, fix: typeof fix === "string" ? fix : fix(place) };
}
