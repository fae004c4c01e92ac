import assert from "node:assert/strict";
import { withKnownSync } from "../../../../review/changes/deployed-alert";

const KNOWN = "2026-11-22T10:00:00.000Z";
const SYNCED = new Map([["A-1", { id: "7", lastSyncedAt: KNOWN }]]);
const saying = (alert_id: string, last_synced_at: string | null) => [{ alert_id, last_synced_at }];
const saidOf = (alertId: string, said: string | null) =>
  withKnownSync(saying(alertId, said), SYNCED).map((row) => row["last_synced_at"]);

describe("what a row says of its last sync", () => {
  it("counts as far as it is not later than what the state knows", () => {
    assert.deepEqual(saidOf("A-1", "2026-11-23T10:00:00Z"), [KNOWN]);
    assert.deepEqual(saidOf("A-1", "2026-11-21T10:00:00Z"), ["2026-11-21T10:00:00Z"]);
  });

  it("counts for nothing where the state does not know the row: nobody deployed it", () => {
    assert.deepEqual(saidOf("A-2", "2026-11-23T10:00:00Z"), [null]);
  });

  it("stays where an earlier release kept no time, and where there is no state", () => {
    const said = saying("A-1", "2026-11-23T10:00:00Z");
    assert.equal(
      withKnownSync(said, new Map([["A-1", { id: "7" }]]))[0]?.["last_synced_at"],
      "2026-11-23T10:00:00Z",
    );
    assert.deepEqual(withKnownSync(said, undefined), said);
  });
});
