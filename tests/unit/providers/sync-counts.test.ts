import assert from "node:assert/strict";
import { SyncCounts } from "../../../providers/sync-counts";
import type { SyncOutcome } from "../../../rows/statements/record-outcomes";

const outcome = (alertId: string, status: SyncOutcome["status"], error: string | null = null) => ({
  alertId,
  status,
  error,
  databricksAlertId: "7",
  displayName: null,
  hash: null,
  syncedAt: "2026-11-23T10:00:00.000Z",
});

describe("the counts of a run", () => {
  it("are of declared alerts, whether anything was done to them or not, and of deleted ones", () => {
    const counts = new SyncCounts();
    counts.expect(["A", "B", "C"], 4);
    counts.add(outcome("A", "CREATED"));
    counts.add(outcome("B", "UPDATED"));
    counts.add(outcome("GONE", "DELETED"));
    assert.deepEqual(counts.summary(), {
      totalAlerts: 4,
      successCount: 4,
      errorCount: 0,
      createdCount: 1,
      updatedCount: 1,
      deletedCount: 1,
      skippedCount: 4,
      errorSummary: null,
    });
  });

  it("take an alert that failed for no success, though it is deleted only", () => {
    const counts = new SyncCounts();
    counts.expect(["A"], 0);
    counts.add(outcome("GONE", "ERROR", "403"));
    const { totalAlerts, successCount, errorCount, errorSummary } = counts.summary();
    assert.deepEqual([totalAlerts, successCount, errorCount, errorSummary], [2, 1, 1, "GONE: 403"]);
  });

  it("tell of failures in lines of 200 characters, as many as the column takes, and count the rest", () => {
    const counts = new SyncCounts();
    for (let number = 1; number <= 40; number++)
      counts.add(outcome(`A-${number}`, "ERROR", `${"No.\n".repeat(number === 1 ? 100 : 1)}`));

    const lines = counts.summary().errorSummary?.split("\n") ?? [];
    assert.equal(lines[0], `A-1: ${"No.\\n".repeat(39).slice(0, 194)}…`);
    assert.deepEqual(lines.slice(1), [
      ...Array.from({ length: 24 }, (_line, index) => `A-${index + 2}: No.\\n`),
      "and 15 more that failed: last_sync_error of their rows says why",
    ]);
  });

  it("never tell more of failures than the column takes, and still count the rest", () => {
    const counts = new SyncCounts();
    for (let number = 1; number <= 30; number++)
      counts.add(outcome(`A-${number}`, "ERROR", "x".repeat(1_900)));
    const summary = counts.summary().errorSummary ?? "";
    assert.ok(summary.length <= 2_000);
    assert.equal(
      summary.split("\n").at(-1),
      "and 21 more that failed: last_sync_error of their rows says why",
    );
  });

  it("take an alert that was replaced for one", () => {
    const counts = new SyncCounts();
    counts.expect(["A"], 0);
    counts.add(outcome("A", "DELETED"));
    counts.add(outcome("A", "CREATED"));
    const { totalAlerts, createdCount, deletedCount } = counts.summary();
    assert.deepEqual([totalAlerts, createdCount, deletedCount], [1, 1, 1]);
  });

  it("know whose outcome they have, whatever it is called", () => {
    const counts = new SyncCounts();
    counts.add(outcome("constructor", "UPDATED"));
    assert.deepEqual([counts.has("constructor"), counts.has("toString")], [true, false]);
  });
});
