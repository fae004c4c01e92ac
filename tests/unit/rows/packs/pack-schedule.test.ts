import assert from "node:assert/strict";
import { withOwnSchedule, withSchedule } from "../../../../rows/packs/pack-schedule";

const PACK = `# Costs.
pack: cost
defaults:
  schedule: hourly   # for all
alerts:
  - id: COST-001
    name: One # of two
    schedule: "0 0/15 * * * ?" # quarters
  - id: COST-002
    name: Two
  - { id: COST-003, name: Three }
`;

const text = (edited: ReturnType<typeof withSchedule>) => ("text" in edited ? edited.text : edited);

describe("a schedule that is written into a pack's file", () => {
  it("comes in the place of the alert's own, and leaves all else as it is written", () => {
    assert.equal(
      text(withSchedule(PACK, "COST-001", "hourly :07")),
      PACK.replace('"0 0/15 * * * ?" # quarters', "hourly :07 # quarters"),
    );
  });

  it("becomes the alert's own where it was the pack's", () => {
    assert.equal(
      text(withSchedule(PACK, "COST-002", "0 7/15 * * * ?")),
      PACK.replace("- id: COST-002\n", "- id: COST-002\n    schedule: 0 7/15 * * * ?\n"),
    );
  });

  it("ends lines as the file does, also the last one", () => {
    const windows = "alerts:\r\n  - id: A\r\n    name: x\r\n";
    assert.equal(
      text(withSchedule(windows, "A", "hourly")),
      "alerts:\r\n  - id: A\r\n    schedule: hourly\r\n    name: x\r\n",
    );
    assert.equal(
      text(withSchedule("alerts:\n  - id: A", "A", "hourly")),
      "alerts:\n  - id: A\n    schedule: hourly\n",
    );
  });

  it("is not put where there is no line for it, nor where the alert is not there", () => {
    assert.deepEqual(withSchedule(PACK, "COST-003", "hourly"), {
      reason: "it is written in braces, where no line can be put in",
    });
    assert.deepEqual(withSchedule(PACK, "COST-004", "hourly"), { reason: "it is not there any more" });
  });

  it("comes in the place of the stack's own, and leaves its reason", () => {
    const overrides = `cost:
  alerts:
    COST-001:
      schedule:
        value: every 15 minutes
        because: the auditors ask
`;
    assert.equal(
      text(withOwnSchedule(overrides, { pack: "cost", alertId: "COST-001" }, "hourly :07")),
      overrides.replace("every 15 minutes", "hourly :07"),
    );
    assert.deepEqual(withOwnSchedule(overrides, { pack: "cost", alertId: "COST-002" }, "hourly"), {
      reason: "it is not there any more",
    });
  });
});
