import assert from "node:assert/strict";
import {
  describeDiagnoses,
  diagnosed,
  Examination,
  fault,
  ok,
  untold,
  warning,
} from "../../../../commands/doctor/diagnosis";
import { ExpectedError } from "../../../../messages/expected-error";

describe("describeDiagnoses", () => {
  it("has a line for each, what to do below it, and the counts at the end", () => {
    const text = describeDiagnoses([
      ok("warehouse", "it runs"),
      fault("rights", "lacks SELECT", "GRANT SELECT …;\nGRANT MODIFY …;"),
      warning("Node", "is old"),
    ]);
    assert.equal(
      text,
      [
        "ok       warehouse  it runs",
        "fault    rights     lacks SELECT",
        "                    → GRANT SELECT …;",
        "                      GRANT MODIFY …;",
        "warning  Node       is old",
        "1 fault, 1 warning, 1 ok.",
      ].join("\n"),
    );
  });
});

describe("diagnosed", () => {
  const nothing = { faults: [], warnings: [], untold: [] };

  it("says that all is well only where nothing was found and all was told", () => {
    assert.deepEqual(diagnosed("folder", nothing, "it is there"), [ok("folder", "it is there")]);
    assert.deepEqual(diagnosed("folder", { ...nothing, untold: ["it is hidden."] }, "it is there"), [
      untold("folder", "it is hidden."),
    ]);
  });
});

describe("Examination", () => {
  it("turns a question that fails into a warning that says why", async () => {
    const examination = new Examination(() => undefined);
    const failing = examination.ask("quota", () => Promise.reject(new ExpectedError("GET /x failed: 500")));
    assert.deepEqual(await failing, [warning("quota", "could not be told, because GET /x failed: 500")]);
    examination.end();
  });

  it("shows a defect as one", async () => {
    const examination = new Examination(() => undefined);
    const [line] = await examination.ask("quota", () => Promise.reject(new TypeError("x is undefined")));
    assert.match(line?.text ?? "", /a defect of databricks-alerts, TypeError: x is undefined/);
    examination.end();
  });
});
