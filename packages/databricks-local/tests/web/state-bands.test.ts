import assert from "node:assert/strict";
import type { EvaluationState } from "../../src/alerts/alert-shape";
import { stateBands } from "../../src/web/state-bands";

const WINDOW = { from: new Date("2026-11-23T00:00:00Z"), until: new Date("2026-11-23T04:00:00Z"), slots: 4 };

/** Evaluations at `day`T`time` of November, and what they make of the window. */
function bandsOf(...evaluations: readonly [time: string, state: EvaluationState][]) {
  const entries = evaluations.map(([time, state], index) => ({
    evaluation_id: String(index),
    alert_id: "1",
    display_name: "",
    trigger: "SCHEDULE" as const,
    previous_state: "UNKNOWN" as const,
    value: null,
    threshold: null,
    told_at: null,
    evaluated_at: `2026-11-${time}:00.000Z`,
    state,
  }));
  return stateBands(entries, WINDOW).map(({ from, to, state }) => `${from}-${to} ${state}`);
}

describe("stateBands", () => {
  it("begins at the first evaluation: before it nothing is known", () => {
    assert.deepEqual(bandsOf(["23T02:00", "OK"]), ["2-4 OK"]);
    assert.deepEqual(bandsOf(), []);
  });

  it("lets a state last until the next evaluation, also into the window", () => {
    assert.deepEqual(bandsOf(["22T09:00", "TRIGGERED"], ["23T03:00", "OK"]), ["0-3 TRIGGERED", "3-4 OK"]);
  });

  it("shows the worst of a slot, however short it was", () => {
    assert.deepEqual(
      bandsOf(["23T00:00", "OK"], ["23T01:10", "TRIGGERED"], ["23T01:20", "ERROR"], ["23T01:30", "OK"]),
      ["0-1 OK", "1-2 TRIGGERED", "2-4 OK"],
    );
  });

  it("carries a state into the slot in which it ends", () => {
    assert.deepEqual(bandsOf(["23T00:00", "TRIGGERED"], ["23T01:30", "OK"]), ["0-2 TRIGGERED", "2-4 OK"]);
  });

  it("leaves out what comes after the window, as when the clock was moved back", () => {
    assert.deepEqual(bandsOf(["23T00:00", "OK"], ["23T09:00", "TRIGGERED"]), ["0-4 OK"]);
  });
});
