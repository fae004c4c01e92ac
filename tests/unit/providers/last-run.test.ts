import assert from "node:assert/strict";
import { LastRun } from "../../../providers/last-run";

const FOLDER = "/Alerting";
const STATE = { alerts: { A: "", B: "7" }, parentPath: FOLDER, names: { A: "[INFO] A", B: "[INFO] B" } };

const called = (displayName: string, parentPath = FOLDER) => ({
  id: "7",
  definition: { displayName, parentPath },
});

function lastRun(...[state, declared]: Parameters<LastRun["expect"]>) {
  const run = new LastRun();
  return { run, left: run.expect(state, declared) };
}

describe("the last run, as the state has it", () => {
  it("had the alerts of rows that left, for whatever row they may be now", () => {
    const { run, left } = lastRun(STATE, { B: "", C: "7" });
    assert.deepEqual(left, { A: "[INFO] A" });
    assert.equal(run.had(called("[INFO] A"), "C"), true);
    assert.equal(run.had(called("[INFO] A", "/Users/ana"), "C"), false);
    assert.deepEqual([run.hasLeft("[INFO] A"), run.hasLeft("[INFO] B")], [true, false]);
    assert.deepEqual([run.isLeft("A"), run.isLeft("B"), run.isLeft("constructor")], [true, false, false]);
  });

  it("had the alert of a row that is still declared for that row alone", () => {
    const { run } = lastRun(STATE, { A: "", B: "", C: "7" });
    assert.deepEqual([run.had(called("[INFO] B"), "B"), run.had(called("[INFO] B"), "C")], [true, false]);
  });

  it("is remembered for rows that left before it, until they come back", () => {
    const state = { ...STATE, left: { Z: "[INFO] Z" } };
    assert.deepEqual(lastRun(state, { A: "", B: "" }).left, { Z: "[INFO] Z" });
    assert.deepEqual(lastRun(state, { A: "", B: "", Z: "" }).left, {});
    assert.deepEqual(lastRun(state, { B: "" }).left, { Z: "[INFO] Z", A: "[INFO] A" });
  });

  it("had nothing in a new stack, and nobody knows what in a state of the first releases", () => {
    const { run } = lastRun({}, { A: "" });
    assert.deepEqual(
      [run.had(called("[INFO] A"), "A"), run.hasLeft("[INFO] A"), run.isLeft("A")],
      [false, false, false],
    );
    const { run: first } = lastRun({ alerts: { A: "" }, parentPath: FOLDER }, {});
    assert.deepEqual(
      [first.had(called("[INFO] A"), "A"), first.hasLeft("[INFO] A"), first.isLeft("A")],
      [false, undefined, undefined],
    );
  });
});
