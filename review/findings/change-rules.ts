import type { FindingSeverity } from "../../alerting/findings/finding";

/** What a review finds by itself in a change. Each stands for one alert and cannot be waived: it is about this change. */
export const CHANGE_RULES = {
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
    fix: "Take the workspace's value into the row first (npm run adopt), or let it be overwritten.",
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
    fix: "Take it into the row (npm run adopt), or put the row's value back (pulumi up --refresh).",
  },
} as const satisfies Readonly<Record<string, { severity: FindingSeverity; fix: string }>>;

export type ChangeRule = keyof typeof CHANGE_RULES;
