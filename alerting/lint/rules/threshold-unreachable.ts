import type { LintRule } from "../lint-rule";
import { countOutcome, decidingColumn } from "../count-outcome";

export const THRESHOLD_UNREACHABLE: LintRule = {
  id: "threshold/unreachable",
  severity: "error",
  title: "The condition holds for no count.",
  reason: "A count is never below zero and never NULL: the alert cannot fire.",
  fix: "For nothing at all compare with = 0; where there may be no row, set empty_result_state to TRIGGERED.",
  check: (subject) =>
    countOutcome(subject) === false
      ? [
          {
            column: decidingColumn(subject),
            message: `${subject.row.threshold_column} is a count, and no count fires.`,
          },
        ]
      : [],
};
