import assert from "node:assert/strict";
import { hashDefinition } from "../../../alerting/definition-fields";
import { staleRows } from "../../../alerting/stale-rows";
import { alertInputs } from "../providers/definitions";
import { plannedAlert } from "./planned-alert";

const definition = alertInputs();
const ROW = {
  last_sync_status: "CREATED",
  last_synced_hash: hashDefinition(definition),
  last_synced_at: "2026-11-23 10:00:00",
  created_at: new Date("2026-01-01T00:00:00Z"),
};
const stale = (row: object, databricksAlertId?: string) => [
  ...staleRows([
    plannedAlert("COST-012", definition, { ...ROW, ...row, ...(databricksAlertId && { databricksAlertId }) }),
  ]),
];

describe("stale rows", () => {
  it("are none whose status is that of their alert", () => {
    assert.deepEqual(stale({}, "7"), []);
  });

  for (const status of ["ERROR", "DELETED"]) {
    it(`are those with the status ${status}`, () => {
      assert.deepEqual(stale({ last_sync_status: status }, "7"), [["COST-012", "2026-11-23 10:00:00"]]);
    });
  }

  it("are those of another definition, or of none", () => {
    assert.equal(stale({ last_synced_hash: "other" }, "7").length, 1);
    assert.equal(stale({ last_synced_hash: null }, "7").length, 1);
  });

  it("are told by when they were made where no status was ever written", () => {
    assert.deepEqual(stale({ last_synced_at: null }), [["COST-012", "2026-01-01T00:00:00.000Z"]]);
  });
});
