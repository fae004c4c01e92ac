import type { Finding } from "../../lint/finding";
import { npmCommand, type Place, runCommand } from "../../messages/advised-commands";
import type { FindingSeverity } from "../../settings/lint-settings";

interface ChangeRuleSpec {
  readonly severity: FindingSeverity;
  readonly fix: string | ((place: Place) => string);
}

/**
 * What a review finds by itself in a change. Each stands for one alert and cannot be waived: it is about this change. Those that
 * take something from an alert are errors where it is CRITICAL (disarmings.ts).
 */
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
  "change/pauses": {
    severity: "warning",
    fix: "Make sure that it is to be silent, and until when: nothing switches it on again.",
  },
  "change/runs-seldom": {
    severity: "warning",
    fix: "Look at the year, the month and the day of schedule_cron.",
  },
  "change/reads-less": {
    severity: "warning",
    fix: "Make sure that the alert still watches what it was made for.",
  },
  "change/never-fires": {
    severity: "warning",
    fix: "Compare a figure of the data, or switch the alert off in the open.",
  },
  "change/noisy": {
    severity: "info",
    fix: (place: Place) =>
      `Set fires_for, or look at other settings and what they cost (${npmCommand("tune", place)}).`,
  },
  "change/fires-no-more": {
    severity: "warning",
    fix: "Make sure that what it fired for is no trouble any more, or that another alert tells of it.",
  },
  "change/fires-less": {
    severity: "warning",
    fix: "Make sure that what no longer fires is none of what the alert was made for.",
  },
  "change/cannot-tell": {
    severity: "warning",
    fix: "Look at the query's difference: neither the replay nor the text of the query shows what it comes to.",
  },
  "change/tells-more": {
    severity: "info",
    fix: "Make sure that they may read what the alert tells, and are to act on it.",
  },
  "change/tells-less": {
    severity: "warning",
    fix: "Make sure that those who are told still learn what they need to act.",
  },
  "change/out-of-reach": {
    severity: "warning",
    fix: "Make sure that the value can get there, and that it is early enough then.",
  },
  "change/empty-passes": {
    severity: "warning",
    fix: "Make sure that nothing to be found is good news: a source that stopped looks like that, too.",
  },
  "change/tells-fewer": {
    severity: "warning",
    fix: "Make sure that they know, and that somebody else acts on it.",
  },
  "change/less-severe": {
    severity: "warning",
    fix: "Make sure that those who are on call for it agree.",
  },
  "change/runs-as": {
    severity: "warning",
    fix: "Make sure that they may read what the query reads, and no more than its author may.",
  },
  "change/takes-over": {
    severity: "warning",
    fix: "Make sure that the alert is meant: the row's name, or its databricks_alert_id, says so.",
  },
  "change/takes-over-destination": {
    severity: "warning",
    fix: "Make sure that the destination is meant: the row's name and kind, or its databricks_destination_id, say so.",
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

/** By these an alert is less than it was. */
export const DISARMING_RULES = [
  "change/pauses",
  "change/runs-seldom",
  "change/reads-less",
  "change/never-fires",
  "change/fires-no-more",
  "change/fires-less",
  "change/cannot-tell",
  "change/out-of-reach",
  "change/empty-passes",
  "change/tells-fewer",
  "change/tells-less",
  "change/less-severe",
  "change/runs-as",
] as const satisfies readonly ChangeRule[];
