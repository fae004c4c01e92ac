import { lookbacks } from "../../sql/time-bounds";
import type { LintRule } from "../lint-rule";
import { everyInWords, timeInWords } from "../time-in-words";

export const RETRIGGER_MASKS: LintRule = {
  id: "retrigger/masks",
  severity: "warning",
  title: "A second incident within the window is not told.",
  reason:
    "While the first event is in the window the alert keeps firing, and with retrigger_seconds 0 there is one message until it is OK again. Whatever happens in the meantime sends nothing.",
  fix: "Set retrigger_seconds to the time between two runs, or look back no further than that.",
  check({ definition, scopes, runs, isPaused, thresholdNumber }) {
    const { comparisonOperator: operator, notification } = definition.evaluation;
    // Only where any event at all is meant to fire: a figure that stays too high is one incident.
    const isAnyEvent =
      (operator === "GREATER_THAN" && thresholdNumber === 0) ||
      (operator === "GREATER_THAN_OR_EQUAL" && thresholdNumber === 1);
    const gap = runs.shortestGapSeconds ?? Infinity;
    const window = Math.max(0, ...scopes.flatMap(lookbacks).map(({ seconds }) => seconds));
    return isAnyEvent && !isPaused && notification.retriggerSeconds === 0 && window >= 2 * gap
      ? [
          {
            column: "retrigger_seconds",
            message: `It looks back ${timeInWords(window)} ${everyInWords(gap)}, and tells of the first event only.`,
          },
        ]
      : [];
  },
};
