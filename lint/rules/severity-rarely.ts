import type { LintRule } from "../lint-rule";
import { everyInWords } from "../time-in-words";

const DAY = 86_400;

export const SEVERITY_RARELY: LintRule = {
  id: "severity/rarely",
  severity: "warning",
  title: "A CRITICAL alert runs less often than once a day.",
  reason: "What is critical cannot wait for days until somebody looks.",
  fix: "Run it daily or more often, or call it a WARNING.",
  check: ({ row, runs, isPaused }) =>
    row.severity === "CRITICAL" && !isPaused && (runs.shortestGapSeconds ?? 0) > DAY
      ? [
          {
            column: "schedule_cron",
            message: `The alert is CRITICAL and runs ${everyInWords(runs.shortestGapSeconds ?? 0)}.`,
          },
        ]
      : [],
};
