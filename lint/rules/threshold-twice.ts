import { keptRows } from "../kept-rows";
import type { LintRule } from "../lint-rule";

export const THRESHOLD_TWICE: LintRule = {
  id: "threshold/twice",
  severity: "warning",
  title: "The query applies a threshold of its own to the compared figure.",
  reason:
    "Rows below the query's threshold never reach the row's: whoever loosens the row changes nothing, and the message cannot show how close a figure came.",
  fix: "Take the condition out of the query and leave it to the row.",
  check: (subject) =>
    keptRows(subject)
      // `HAVING n > 0` leaves out what there is nothing of, before a condition on what there is.
      .filter(({ allFire, value }) => allFire && value !== 0)
      .slice(0, 1)
      .map(({ comparator, value }) => ({
        column: "alert_query_template",
        message: `The query keeps rows with ${subject.row.threshold_column} ${comparator} ${value} only, so the threshold of ${subject.thresholdNumber} decides nothing.`,
      })),
};
