import { counted, someOf } from "../../messages/words";
import type { TestCoverage } from "../test-coverage";
import type { LintRule } from "../lint-rule";
import type { LintSubject } from "../lint-subject";

/** Of tests that were run, and none of which failed: what failing ones show says nothing. */
function coverageOf({ alert, context }: LintSubject): TestCoverage | undefined {
  const coverage = context.tests?.coverageOf(alert);
  return coverage && coverage.failed === 0 && coverage.tests > 0 ? coverage : undefined;
}

const TEST_BOUNDARY: LintRule = {
  id: "test/boundary",
  severity: "info",
  title: "No test is where the alert's answer changes.",
  reason:
    "Far above and far below the threshold nearly every wrong query and condition gives the right state. Mistakes show one step beside the threshold, and where there is nothing to compare.",
  fix: "Add a case one step beside the threshold, and one whose tables are empty.",
  check(subject) {
    const coverage = coverageOf(subject);
    if (coverage === undefined) return [];
    const message = coverage.meetsThreshold
      ? "In no test is there no row, or NULL, to compare."
      : coverage.meetsNothing
        ? "No test's value is the threshold, or one step beside it."
        : "No test's value is the threshold, or one step beside it, and in none is there no row, or NULL, to compare.";
    return coverage.meetsThreshold && coverage.meetsNothing
      ? []
      : [{ column: "threshold_operator", message }];
  },
};

/** So many are named. */
const MOST_MUTANTS = 3;

const TEST_MUTANTS: LintRule = {
  id: "test/mutants",
  severity: "info",
  title: "The alert could be slightly wrong, and no test would notice.",
  reason:
    "Each mutant is a mistake that somebody could make in the query or the condition. One that no test notices can be made tomorrow.",
  fix: "Add a case that fails for it, or call it equivalent in the file of tests, and say why.",
  check(subject) {
    const { noticed, all, unnoticed } = coverageOf(subject)?.mutants ?? { noticed: 0, all: 0, unnoticed: [] };
    if (unnoticed.length === 0) return [];
    const message = `Of ${counted(all, "mutant")} the tests notice ${noticed}. Not noticed: ${someOf(unnoticed, MOST_MUTANTS)}.`;
    return [{ column: "alert_query_template", message }];
  },
};

const TEST_NONE: LintRule = {
  id: "test/none",
  severity: "info",
  title: "The alert has no test.",
  reason:
    "Whether it fires when it should, and stays silent when it should, shows on the day itself. Only asked of alerts whose fellows have tests, and of packs.",
  fix: "Write a file of tests for it, or make one of a real firing: npm run test:alerts -- --from-history.",
  check({ alert, context }) {
    const { tests } = context;
    // The table may have the column, and then says who keeps the row.
    const managedBy = alert.raw["managed_by"];
    const isOfPack = typeof managedBy === "string" && managedBy.startsWith("pack:");
    const isAsked = tests !== undefined && (tests.areWritten || isOfPack);
    return isAsked && !tests.hasTests(alert)
      ? [{ column: "alert_query_template", message: "No file of tests is about the alert." }]
      : [];
  },
};

const TEST_ONE_SIDED: LintRule = {
  id: "test/one-sided",
  severity: "warning",
  title: "The alert's tests show one side only.",
  reason:
    "A test in which it fires is also passed by an alert that always fires, and one in which it does not by one that never does.",
  fix: "Add a case of the other side.",
  check(subject) {
    const coverage = coverageOf(subject);
    if (coverage === undefined || (coverage.fires && coverage.isSilent)) return [];
    const message = coverage.fires ? "The alert fires in every test." : "The alert fires in no test.";
    return [{ column: "threshold_operator", message }];
  },
};

export const TEST_RULES: readonly LintRule[] = [TEST_BOUNDARY, TEST_MUTANTS, TEST_NONE, TEST_ONE_SIDED];
