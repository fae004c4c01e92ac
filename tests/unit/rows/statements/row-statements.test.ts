import assert from "node:assert/strict";
import { MAX_SYNC_ERROR_LENGTH } from "../../../../alerting/faulty-rows";
import { ALERT_CONFIGURATIONS } from "../../../../alerting/tables/alert-configurations";
import { SEED_ALERTS } from "../../../../rows/seeding";
import { readRowChanges, readTableHistory } from "../../../../rows/statements/read-changes";
import { readAlertRows, readDestinationRows } from "../../../../rows/statements/read-rows";
import {
  readTableColumns,
  readTableConstraints,
  readTableProperties,
} from "../../../../rows/statements/read-tables";
import { recordOutcomes, type SyncOutcome } from "../../../../rows/statements/record-outcomes";
import {
  insertSyncMetrics,
  type SyncMetrics,
  updateSyncMetrics,
} from "../../../../rows/statements/sync-metrics";
import { insertSeedRows } from "../../../../rows/statements/write-rows";
import { assertIsFile } from "../../alerting/golden-file";

const NAMES = { catalog: "health_monitor", goldSchema: "Gold" };

const METRICS: SyncMetrics = {
  syncRunId: "run-1",
  syncStartedAt: "2026-11-23T10:00:00.000Z",
  syncEndedAt: "2026-11-23T10:00:05.000Z",
  totalAlerts: 3,
  successCount: 2,
  errorCount: 1,
  createdCount: 1,
  updatedCount: 1,
  deletedCount: 0,
  skippedCount: 0,
  avgApiLatencyMs: 20,
  maxApiLatencyMs: 30,
  minApiLatencyMs: 10,
  p95ApiLatencyMs: 30,
  totalDurationSeconds: 5,
  dryRun: false,
  catalog: "health_monitor",
  goldSchema: "gold",
  errorSummary: "x".repeat(3000),
};

function outcome(changed: Partial<SyncOutcome>): SyncOutcome {
  return {
    alertId: "A",
    status: "CREATED",
    databricksAlertId: "7",
    displayName: "[INFO] A",
    error: null,
    syncedAt: "2026-11-23T10:00:00.000Z",
    hash: "abc",
    ...changed,
  };
}

function boundOutcomes(outcomes: SyncOutcome[]): Record<string, unknown>[] {
  // The builder binds a JSON array of objects.
  return JSON.parse(String(recordOutcomes(NAMES, outcomes).parameters?.outcomes)) as Record<
    string,
    unknown
  >[];
}

describe("the statements over rows", () => {
  it("are those of rows.sql", () => {
    const statements = [
      readAlertRows(NAMES),
      readDestinationRows(NAMES),
      readTableProperties(NAMES, "alert_configurations"),
      readTableColumns(NAMES, ["alert_configurations", "alert_history"]),
      readTableConstraints(NAMES, ["alert_configurations", "alert_history"]),
      insertSeedRows(NAMES, ALERT_CONFIGURATIONS, SEED_ALERTS, ["severity", "alert_name"]),
      recordOutcomes(NAMES, []),
      insertSyncMetrics(NAMES, METRICS),
      updateSyncMetrics(NAMES, METRICS),
      readTableHistory(NAMES, "alert_configurations"),
      readRowChanges(NAMES, 7, ["COST-012"]),
    ];
    assertIsFile("tests/testdata/ddl/rows.sql", statements.map(({ sql }) => `${sql};\n`).join("\n"));
  });

  it("ask the information schema in lower case", () => {
    assert.deepEqual(readTableColumns({ ...NAMES, goldSchema: "Gold" }, ["T", "u"]).parameters, {
      schema: "gold",
      table1: "t",
      table2: "u",
    });
  });

  it("cut the error summary at 2,000 characters", () => {
    assert.equal(insertSyncMetrics(NAMES, METRICS).parameters?.error_summary, "x".repeat(2000));
  });
});

describe("insertSeedRows", () => {
  it("binds the rows as one JSON value", () => {
    assert.deepEqual(
      insertSeedRows(NAMES, ALERT_CONFIGURATIONS, SEED_ALERTS, ["severity", "alert_name"]).parameters,
      {
        rows: JSON.stringify(SEED_ALERTS),
      },
    );
  });
});

describe("recordOutcomes", () => {
  it("binds whatever an alert is called", () => {
    const alertId = "TEST'; DROP TABLE alert_configurations; --";
    const { sql } = recordOutcomes(NAMES, [outcome({ alertId })]);
    assert.ok(!sql.includes("DROP"));
    assert.equal(boundOutcomes([outcome({ alertId })])[0]?.alert_id, alertId);
  });

  it("cuts an error at 1,900 characters", () => {
    const [row] = boundOutcomes([outcome({ status: "ERROR", error: "x".repeat(5000) })]);
    assert.equal(row?.error, "x".repeat(MAX_SYNC_ERROR_LENGTH));
  });

  it("gives a deletion's id as the one to be cleared", () => {
    const [row] = boundOutcomes([outcome({ status: "DELETED" })]);
    assert.deepEqual([row?.databricks_alert_id, row?.deleted_id], [null, "7"]);
  });

  it("makes one row of a replacement, in whatever order it is told", () => {
    const deleted = outcome({ status: "DELETED", databricksAlertId: "6" });
    for (const outcomes of [
      [deleted, outcome({})],
      [outcome({}), deleted],
    ]) {
      const rows = boundOutcomes(outcomes);
      assert.deepEqual(
        rows.map((row) => [row.status, row.databricks_alert_id, row.deleted_id]),
        [["CREATED", "7", "6"]],
      );
    }
  });

  it("forgets a deleted alert though its successor failed", () => {
    const failed = outcome({ status: "ERROR", databricksAlertId: null, error: "no" });
    const rows = boundOutcomes([outcome({ status: "DELETED", databricksAlertId: "6" }), failed]);
    assert.deepEqual(
      rows.map((row) => [row.status, row.deleted_id]),
      [["ERROR", "6"]],
    );
  });
});
