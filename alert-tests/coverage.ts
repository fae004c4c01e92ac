import { comparandOf, conditionOf } from "../alerting/condition";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { shortHash } from "../alerting/fields/alert-field";
import type { PlannedAlert } from "../alerting/planned-alert";
import { TestCoverage, type TestsOfAlerts } from "../lint/test-coverage";
import { ALERT_KEYS, type AlertKeyName, USES_TEMPLATES } from "../rows/packs/alert-keys";
import { testedIdOf } from "./files/yaml-source";
import { type MutantResult, noticedOf } from "./mutants/run-mutants";
import { readTexts, type TestText } from "./read-tests";
import type { CaseResult, TestResult } from "./run/evaluate-cases";

/** Where the last results are, for lint and the review. */
export const COVERAGE_FILE = ".local/alert-tests.json";

const CoverageFile = z.object({
  version: z.literal(1),
  /** `alert_id` → what its tests show, and of which alert and tests that is. */
  alerts: z.record(z.string(), z.object({ key: z.string(), coverage: TestCoverage })),
});
type CoverageFile = z.output<typeof CoverageFile>;

/** What the tests of one alert show of it, with all its files. */
export function coverageOf(results: readonly TestResult[], mutants: readonly MutantResult[]): TestCoverage {
  const cases = results.flatMap((result) => result.cases);
  const hasTables = results.some(({ test: { query } }) => !("reason" in query) && query.tables.length > 0);
  const states = new Set(cases.map(({ got }) => got.state));
  const made = mutants
    .filter(({ test }) => results.some((result) => result.test === test))
    .flatMap((one) => one.mutants);
  const { noticed, all } = noticedOf(made);
  const unnoticed = made.filter(({ isNoticed, because }) => !isNoticed && because === undefined);
  return {
    tests: cases.length,
    failed: cases.filter(({ mismatches }) => mismatches.length > 0).length,
    // A query without tables says the same whatever there is.
    fires: states.has("TRIGGERED") || !hasTables,
    isSilent: states.has("OK") || states.has("ERROR") || !hasTables,
    meetsThreshold: results.some(meetsThreshold) || !hasTables,
    meetsNothing: results.some(({ cases: own }) => own.some(isOfNothing)) || !hasTables,
    ...(made.length > 0 && { mutants: { noticed, all, unnoticed: unnoticed.map(({ words }) => words) } }),
  };
}

/** Of a value that is no number, and of IS NULL, nothing lies beside the threshold. */
function meetsThreshold({ test, cases }: TestResult): boolean {
  const limit = comparandOf(conditionOf(test.tested.alert.authored));
  if (typeof limit !== "number") return true;
  const values = cases.flatMap(({ got }) => (typeof got.value === "number" ? [got.value] : []));
  const areWhole = values.every((value) => Number.isInteger(value));
  const step = areWhole ? 1 : Math.abs(limit) * STEP;
  return values.some((value) => Math.abs(value - limit) <= step * (1 + 1e-9));
}

/** One step beside the threshold, as a share of it; of whole values it is 1. */
const STEP = 0.01;

function isOfNothing({ case: { situation }, got }: CaseResult): boolean {
  const tables = [...situation.tables.values()];
  return got.isEmptyResult || got.value === null || tables.every(({ rows }) => rows.length === 0);
}

/** What tests hold of an alert, by the keys that packs have for it: the row's own, since another stack fills in other names. */
const TESTED_KEYS = [
  "name",
  "severity",
  "query",
  "condition",
  "empty_result_state",
  "channels",
  "notify_on_ok",
  "retrigger_seconds",
  "subject",
  "body",
] as const satisfies readonly AlertKeyName[];

const TESTED_CELLS = [...TESTED_KEYS.flatMap((key) => ALERT_KEYS[key].columns), USES_TEMPLATES];

/** Which alert, and which tests: where either changed, results are of something else. */
function keyOf({ row }: PlannedAlert, texts: readonly string[]): string {
  const parts = [TESTED_CELLS.map((cell) => row[cell]), texts];
  return shortHash(JSON.stringify(parts));
}

/** Which alert each file is about, as far as that can be told without anything else. */
function textsByAlert(texts: readonly TestText[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { file, text } of texts) {
    const id = testedIdOf(file, text) ?? "";
    found.set(id, [...(found.get(id) ?? []), text]);
  }
  return found;
}

/** Remembers the results of alerts all of whose files were run. Mutants that were made before, of the same, stay. */
export function storeCoverage(
  results: readonly TestResult[],
  mutants: readonly MutantResult[],
  texts: readonly TestText[],
  file = COVERAGE_FILE,
): void {
  const byAlert = textsByAlert(texts);
  const stored = readStored(file);
  const alerts = new Map(Object.entries(stored.alerts));
  const tested = new Map(results.map(({ test }) => [test.tested.alert.alertId, test.tested.alert]));
  for (const [alertId, alert] of tested) {
    const own = results.filter(({ test }) => test.tested.alert === alert);
    const ofAlert = byAlert.get(alertId) ?? [];
    if (own.length < ofAlert.length) continue;
    const key = keyOf(alert, ofAlert);
    const before = alerts.get(alertId);
    const kept = before?.key === key ? before.coverage.mutants : undefined;
    alerts.set(alertId, { key, coverage: { ...(kept && { mutants: kept }), ...coverageOf(own, mutants) } });
  }
  mkdirSync(dirname(file), { recursive: true });
  const content: CoverageFile = { version: 1, alerts: Object.fromEntries(alerts) };
  writeFileSync(file, `${JSON.stringify(content, undefined, 2)}\n`);
}

/** What is known of tests here: the files, and their last results. */
export function testsOfAlerts(texts: readonly TestText[] = readTexts(), file = COVERAGE_FILE): TestsOfAlerts {
  const byAlert = textsByAlert(texts);
  const { alerts } = readStored(file);
  return {
    areWritten: texts.length > 0,
    hasTests: ({ alertId }) => byAlert.has(alertId),
    coverageOf(alert) {
      const stored = Object.hasOwn(alerts, alert.alertId) ? alerts[alert.alertId] : undefined;
      return stored?.key === keyOf(alert, byAlert.get(alert.alertId) ?? []) ? stored.coverage : undefined;
    },
  };
}

/** Nothing, where there is none, or one of another version: it is written anew by the next run. */
function readStored(file: string): CoverageFile {
  const nothing: CoverageFile = { version: 1, alerts: {} };
  if (!existsSync(file)) return nothing;
  try {
    return CoverageFile.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? nothing;
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
}
