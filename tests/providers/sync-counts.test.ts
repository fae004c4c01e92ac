import assert from "node:assert/strict";
import type { SyncOutcome } from "../../alerting/statements/record-outcomes";
import { SyncCounts } from "../../providers/sync-counts";

const outcome = (alertId: string, status: SyncOutcome["status"], error: string | null = null) => ({
  ...{ alertId, status, error, databricksAlertId: "7", displayName: null, hash: null },
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
