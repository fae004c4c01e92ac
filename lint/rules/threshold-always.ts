import type { LintRule } from "../lint-rule";
import { decidingColumn, settledCondition } from "../settled-condition";

export const THRESHOLD_ALWAYS: LintRule = {
  id: "threshold/always",
  severity: "error",
  title: "The condition holds whatever the data is.",
  reason:
    "A count is never below zero and never NULL, and a count of one row is always 1: the alert fires at every run, whatever happens.",
  fix: "Compare with > 0, or with the count that is still fine.",
  check(subject) {
    const condition = settledCondition(subject);
    if (condition?.fires !== true) return [];
    const { because, fix } = condition;
    return [
      {
        column: decidingColumn(subject),
        message: fix ? `${because}, so it fires at every run.` : `${because}, and every count fires.`,
        ...(fix && { fix }),
      },
    ];
  },
};
