import assert from "node:assert/strict";
import { timeZone } from "../../../alerting/fields/schedule";
import { RowNotes } from "../../../alerting/row-notes";

describe("timeZone", () => {
  for (const zone of [
    "America/Los_Angeles",
    "UTC",
    "Etc/UTC",
    "US/Pacific",
    "Europe/Kyiv",
    "Asia/Calcutta",
  ]) {
    it(`takes ${zone}, also where it is an older or newer name of another zone`, () => {
      const notes = new RowNotes<"schedule_timezone">("alert_configurations", "A", {}, []);
      assert.equal(timeZone({ schedule_timezone: ` ${zone} ` }, notes), zone);
      assert.deepEqual(notes.faults, []);
    });
  }
});
