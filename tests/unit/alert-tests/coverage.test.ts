import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeCoverage, testsOfAlerts } from "../../../alert-tests/coverage";
import type { TestResult } from "../../../alert-tests/run/evaluate-cases";
import { DAILY_COST, testContext, testOf } from "./test-context";

const TEXT = `
alert: COST-001
tables: { system.billing.usage: [{ usage_quantity: 1 }] }
cases: [{ name: a, expect: OK }, { name: b, expect: TRIGGERED }]
`;

describe("what tests show", () => {
  const folder = mkdtempSync(join(tmpdir(), "coverage-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** As if the cases had these values. */
  const resultOf = (values: readonly (number | null)[]): TestResult => {
    const test = testOf(TEXT);
    const cases = values.map((value, index) => {
      const one = test.cases[index % test.cases.length];
      if (one === undefined) throw new TypeError("the file has cases");
      const state = (value ?? 0) > 130 ? ("TRIGGERED" as const) : ("OK" as const);
      return { case: one, got: { state, value, isEmptyResult: false, told: [] }, mismatches: [] };
    });
    return { test, cases };
  };
  const alertOf = (row: Readonly<Record<string, unknown>> = {}) => {
    const alert = [...testContext([{ ...DAILY_COST, ...row }]).alerts.byId.values()][0]?.alert;
    if (alert === undefined) throw new TypeError("the row is an alert");
    return alert;
  };
  const stored = (values: readonly (number | null)[], file = join(folder, `${values.join("-")}.json`)) => {
    storeCoverage([resultOf(values)], [], [{ file: "a.yaml", text: TEXT }], file);
    return file;
  };
  const shown = (values: readonly (number | null)[]) =>
    testsOfAlerts([{ file: "a.yaml", text: TEXT }], stored(values)).coverageOf(alertOf());

  it("is both sides, the threshold, and nothing to compare", () => {
    const both = { tests: 2, failed: 0, fires: true, isSilent: true };
    assert.deepEqual(shown([200.5, 20]), { ...both, meetsThreshold: false, meetsNothing: false });
    assert.deepEqual(shown([131, null]), { ...both, meetsThreshold: true, meetsNothing: true });
    assert.deepEqual(shown([131.5, 131.2]), {
      ...both,
      isSilent: false,
      meetsThreshold: true,
      meetsNothing: false,
    });
    assert.deepEqual(shown([200, 132]), {
      ...both,
      isSilent: false,
      meetsThreshold: false,
      meetsNothing: false,
    });
  });

  it("counts as long as neither the alert nor its tests change", () => {
    const file = stored([131, null]);
    const isKnown = (text: string, row: Readonly<Record<string, unknown>> = {}) =>
      testsOfAlerts([{ file: "a.yaml", text }], file).coverageOf(alertOf(row)) !== undefined;
    assert.equal(isKnown(TEXT), true);
    assert.equal(isKnown(`${TEXT}# other\n`), false);
    assert.equal(isKnown(TEXT, { threshold_value_double: 131 }), false);
    assert.equal(isKnown(TEXT, { owner: "somebody@example.com" }), true);
  });

  it("is of all files of an alert, or not remembered", () => {
    const file = join(folder, "two.json");
    const texts = [
      { file: "a.yaml", text: TEXT },
      { file: "b.yaml", text: `${TEXT}# b\n` },
    ];
    storeCoverage([resultOf([131, null])], [], texts, file);
    const known = testsOfAlerts(texts, file);
    assert.equal(known.coverageOf(alertOf()), undefined);
    assert.equal(known.hasTests(alertOf()), true);
    assert.equal(known.hasTests(alertOf({ alert_id: "COST-002" })), false);
  });

  it("is nothing where the file of results cannot be read", () => {
    const file = join(folder, "broken.json");
    writeFileSync(file, "{");
    assert.equal(testsOfAlerts([{ file: "a.yaml", text: TEXT }], file).coverageOf(alertOf()), undefined);
  });
});
