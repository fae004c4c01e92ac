import type { LintRule } from "../lint-rule";
import { countOutcome, decidingColumn } from "../count-outcome";

export const THRESHOLD_ALWAYS: LintRule = {
  id: "threshold/always",
  severity: "error",
  title: "The condition holds for every count.",
  reason: "A count is never below zero and never NULL: the alert fires at every run, whatever happens.",
  fix: "Compare with > 0, or with the count that is still fine.",
  check: (subject) =>
    countOutcome(subject) === true
      ? [
          {
            column: decidingColumn(subject),
            message: `${subject.row.threshold_column} is a count, and every count fires.`,
          },
        ]
      : [],
};
