import assert from "node:assert/strict";
import { readAlertRow } from "../../../../alerting/planned-alert";
import type { ReadAlertRow } from "../../../../alerting/tables/alert-configurations";
import { feedStart } from "../../../../rows/changes/change-feed";

const NOW = new Date("2026-11-23T10:00:00Z");
const row = (synced: string | null, status = "UPDATED", created = "2026-11-20T10:00:00Z") =>
  readAlertRow({
    last_synced_at: synced && new Date(synced),
    last_sync_status: status,
    created_at: new Date(created),
  });
const start = (changed: ReadAlertRow[], isRowGone = false, others: ReadAlertRow[] = []) =>
  feedStart(changed, isRowGone, [...changed, ...others], NOW).toISOString();

describe("the feed's start", () => {
  it("is a day before the earliest sync of the rows in question", () => {
    assert.equal(
      start([row("2026-11-22T10:00:00Z"), row("2026-11-21T09:00:00Z")]),
      "2026-11-20T09:00:00.000Z",
    );
  });

  it("is a day before a row was made that was never synced", () => {
    assert.equal(start([row(null)]), "2026-11-19T10:00:00.000Z");
  });

  it("is a day before the latest sync of any row when one is gone", () => {
    const others = [
      row("2026-11-01T10:00:00Z"),
      row("2026-11-22T10:00:00Z"),
      row("2026-11-23T09:00:00Z", "ERROR"),
    ];
    assert.equal(start([], true, others), "2026-11-21T10:00:00.000Z");
  });

  it("is thirty days ago at most, also where only that can be known", () => {
    for (const changed of [[row("2026-01-01T10:00:00Z")], [row("2026-11-22T10:00:00Z", "ERROR")]])
      assert.equal(start(changed), "2026-10-24T10:00:00.000Z");

    assert.equal(start([], true), "2026-10-24T10:00:00.000Z");
  });

  it("is none that is yet to come, whatever rows say: without another it is thirty days ago", () => {
    const forged = row("2999-01-01T00:00:00Z");
    assert.equal(start([], true, [forged, row("2026-11-22T10:00:00Z")]), "2026-11-21T10:00:00.000Z");
    assert.equal(start([], true, [forged]), "2026-10-24T10:00:00.000Z");
    assert.equal(start([forged]), "2026-10-24T10:00:00.000Z");
    assert.equal(start([row(null, "UPDATED", "2999-01-01T00:00:00Z")]), "2026-10-24T10:00:00.000Z");
  });

  it("believes a clock that is a few minutes ahead", () => {
    assert.equal(start([row("2026-11-23T10:05:00Z")]), "2026-11-22T10:05:00.000Z");
    assert.equal(start([], true, [row("2026-11-23T10:05:00Z")]), "2026-11-22T10:05:00.000Z");
  });
});
