import type { LintRule } from "../lint-rule";
import { everyInWords } from "../time-in-words";

export const RETRIGGER_TOO_SHORT: LintRule = {
  id: "retrigger/too-short",
  severity: "info",
  title: "Reminders are wanted more often than the alert runs.",
  reason: "A reminder can only come with a run. The row promises a rhythm that it cannot keep.",
  fix: "Set retrigger_seconds to 1 for a reminder at every run, or to more than the time between two runs.",
  check({ definition, runs }) {
    const { retriggerSeconds } = definition.evaluation.notification;
    const gap = runs.shortestGapSeconds;
    return gap !== undefined && retriggerSeconds > 1 && retriggerSeconds < gap
      ? [
          {
            column: "retrigger_seconds",
            message: `A reminder ${everyInWords(retriggerSeconds)} is wanted of an alert that runs ${everyInWords(gap)}.`,
          },
        ]
      : [];
  },
};
