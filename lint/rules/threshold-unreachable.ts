import type { LintRule } from "../lint-rule";
import { decidingColumn, settledCondition } from "../settled-condition";

export const THRESHOLD_UNREACHABLE: LintRule = {
  id: "threshold/unreachable",
  severity: "error",
  title: "The condition never holds, whatever the data is.",
  reason:
    "A count is never below zero and never NULL, and cannot be more than the rows that there are: the alert cannot fire.",
  fix: "For nothing at all compare with = 0; where there may be no row, set empty_result_state to TRIGGERED.",
  check(subject) {
    const condition = settledCondition(subject);
    if (condition?.fires !== false) return [];
    const { because, fix } = condition;
    return [
      {
        column: decidingColumn(subject),
        message: fix ? `${because}, so it never fires.` : `${because}, and no count fires.`,
        ...(fix && { fix }),
      },
    ];
  },
};
