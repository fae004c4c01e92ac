import type { MutantResult } from "../mutants/run-mutants";
import { type CaseResult, cellText, type TestResult } from "./evaluate-cases";

/** Raised when a field changes its meaning or goes; a new field leaves it. */
const VERSION = 1;

/** All results as one document. */
export function resultsJson(
  results: readonly TestResult[],
  durationMs: number,
  mutants: readonly MutantResult[] = [],
): unknown {
  const all = results.flatMap(({ cases }) => cases);
  const failed = all.filter(({ mismatches }) => mismatches.length > 0).length;
  return {
    version: VERSION,
    tests: all.length,
    failed,
    durationMs: Math.round(durationMs),
    files: results.map(({ test, cases }) => ({
      file: test.file,
      alertId: test.tested.alert.alertId,
      cases: cases.map(caseJson),
      ...mutantsJson(mutants.find((one) => one.test === test)),
    })),
  };
}

function mutantsJson(result: MutantResult | undefined): Readonly<Record<string, unknown>> {
  if (result === undefined || result.mutants.length === 0) return {};
  return {
    mutants: result.mutants.map(({ words, isNoticed, because }) => ({
      words,
      noticed: isNoticed,
      ...(because !== undefined && { equivalent: because }),
    })),
  };
}

function caseJson({ case: { name, line }, got, mismatches }: CaseResult): unknown {
  const { state, value, error, told, message, rows } = got;
  return {
    name,
    line,
    passed: mismatches.length === 0,
    state,
    ...(value !== undefined && { value }),
    ...(error !== undefined && { error }),
    told,
    ...(message && { message }),
    ...(mismatches.length > 0 && { mismatches, rows: (rows ?? []).map(rowJson) }),
  };
}

function rowJson(row: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, cell === null ? null : cellText(cell)]),
  );
}
