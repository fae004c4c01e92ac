import assert from "node:assert/strict";
import type { AlertDefinition } from "../../../../alerting/definition";
import { choicesOf, proposedChoice } from "../../../../review/replay/choices";
import type { ReplayedEvaluation } from "../../../../review/replay/summarise";

const QUARTER_MS = 900_000;
const START = Date.parse("2026-11-01T00:00:00Z");
const ALERT: AlertDefinition = {
  displayName: "",
  queryText: "SELECT count(*) AS pct FROM errors WHERE ts > now() - INTERVAL 1 HOUR",
  warehouseId: "",
  parentPath: "",
  evaluation: {
    source: { name: "pct" },
    comparisonOperator: "GREATER_THAN",
    threshold: { value: { doubleValue: 90 } },
    emptyResultState: "OK",
    notification: { subscriptions: [{ userEmail: "a@example.com" }], notifyOnOk: false, retriggerSeconds: 0 },
  },
  schedule: { quartzCronSchedule: "0 0/15 * * * ?", timezoneId: "UTC", pauseStatus: "UNPAUSED" },
};

function checksOf(figures: readonly number[]): ReplayedEvaluation[] {
  return figures.map((value, index) => ({
    at: new Date(START + index * QUARTER_MS),
    state: value > 90 ? "TRIGGERED" : "OK",
    value,
    kind: "number",
    isEmptyResult: false,
  }));
}

function windowOf(checks: readonly ReplayedEvaluation[]) {
  return { from: new Date(START), to: new Date(START + checks.length * QUARTER_MS) };
}

/** Those of the picture in docs/conditions.md. */
const FIGURES = [85, 95, 70, 96, 97, 92, 85, 82, 79, 95, 95, 60];

describe("the choices of an alert", () => {
  it("are priced by what its condition said at each check", () => {
    const checks = checksOf(FIGURES);
    const { now, others } = choicesOf(ALERT, checks, windowOf(checks));
    assert.deepEqual(now, { cells: {}, firing: 6, episodes: 3, messages: 3, missed: 0 });
    assert.deepEqual(others, [
      {
        cells: { fires_for: "2 in a row" },
        firing: 3,
        episodes: 2,
        messages: 2,
        missed: 1,
        laterSeconds: 900,
      },
      { cells: { fires_for: "2 of 3" }, firing: 4, episodes: 2, messages: 2, missed: 1, laterSeconds: 450 },
      {
        cells: { fires_for: "3 in a row" },
        firing: 1,
        episodes: 1,
        messages: 1,
        missed: 2,
        laterSeconds: 1800,
      },
      { cells: { fires_for: "3 of 5" }, firing: 2, episodes: 1, messages: 1, missed: 2, laterSeconds: 900 },
      { cells: { threshold_value_double: 99 }, firing: 0, episodes: 0, messages: 0, missed: 3 },
      { cells: { threshold_value_double: 113 }, firing: 0, episodes: 0, messages: 0, missed: 3 },
      {
        cells: { recover_value_double: 81 },
        firing: 8,
        episodes: 3,
        messages: 3,
        missed: 0,
        laterSeconds: 0,
      },
    ]);
  });

  it("hold one that leaves half of many episodes, and tells soonest", () => {
    const flapping = checksOf([95, 1, 1, 1, 95, 1, 1, 1, 95, 1, 1, 1, 95, 1, 1, 1, 95, 95, 95, 95]);
    assert.deepEqual(proposedChoice(ALERT, flapping, windowOf(flapping))?.cells, { fires_for: "2 in a row" });
    const seldom = checksOf(FIGURES);
    assert.equal(proposedChoice(ALERT, seldom, windowOf(seldom)), undefined);
    const clockless = { ...ALERT, queryText: "SELECT 1 AS pct" };
    assert.equal(proposedChoice(clockless, flapping, windowOf(flapping)), undefined);
  });
});
