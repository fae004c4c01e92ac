import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_SYNC_METRICS } from "../../alerting/tables/alert-sync-metrics";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier } from "../../sql/quoting";
import { columnList } from "./write-rows";

/** What one run did, in figures. */
export interface SyncMetrics {
  readonly syncRunId: string;
  /** ISO 8601. */
  readonly syncStartedAt: string;
  /** ISO 8601. */
  readonly syncEndedAt: string;
  readonly totalAlerts: number;
  readonly successCount: number;
  readonly errorCount: number;
  readonly createdCount: number;
  readonly updatedCount: number;
  readonly deletedCount: number;
  readonly skippedCount: number;
  readonly avgApiLatencyMs: number;
  readonly maxApiLatencyMs: number;
  readonly minApiLatencyMs: number;
  readonly p95ApiLatencyMs: number;
  readonly totalDurationSeconds: number;
  readonly dryRun: boolean;
  readonly catalog: string;
  readonly goldSchema: string;
  readonly errorSummary: string | null;
}

/** `error_summary` holds at most as many characters. */
export const MAX_ERROR_SUMMARY_LENGTH = 2_000;

/** Writes the row of a run. Where it is there already, an earlier try wrote it and its answer was lost. */
export function insertSyncMetrics(names: TableNames, metrics: SyncMetrics): Statement {
  const parameters = boundValues(metrics);
  const columns = [...Object.keys(parameters), "record_created_timestamp"];
  const values = [...Object.keys(parameters).map(boundValue), "current_timestamp()"];
  const table = qualifiedName(names, ALERT_SYNC_METRICS.name);
  return {
    sql: [
      `INSERT INTO ${table}`,
      `(${columnList(columns)})`,
      `SELECT ${values.join(", ")}`,
      `WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE sync_run_id = :sync_run_id)`,
    ].join("\n"),
    parameters,
  };
}

/** Brings the row of a run up to date: deletions come after everything else. */
export function updateSyncMetrics(names: TableNames, metrics: SyncMetrics): Statement {
  const parameters = boundValues(metrics);
  const changing = Object.keys(parameters).filter((column) => column !== "sync_run_id");
  return {
    sql: [
      `UPDATE ${qualifiedName(names, ALERT_SYNC_METRICS.name)}`,
      `SET ${changing.map((column) => `${quoteIdentifier(column)} = ${boundValue(column)}`).join(", ")}`,
      "WHERE sync_run_id = :sync_run_id",
    ].join("\n"),
    parameters,
  };
}

function boundValue(column: string): string {
  const isTimestamp = ALERT_SYNC_METRICS.columns.some(
    ({ name, type }) => name === column && type === "TIMESTAMP",
  );
  return isTimestamp ? `CAST(:${column} AS TIMESTAMP)` : `:${column}`;
}

function boundValues(metrics: SyncMetrics) {
  return {
    sync_run_id: metrics.syncRunId,
    sync_started_at: metrics.syncStartedAt,
    sync_ended_at: metrics.syncEndedAt,
    total_alerts: metrics.totalAlerts,
    success_count: metrics.successCount,
    error_count: metrics.errorCount,
    created_count: metrics.createdCount,
    updated_count: metrics.updatedCount,
    deleted_count: metrics.deletedCount,
    skipped_count: metrics.skippedCount,
    avg_api_latency_ms: metrics.avgApiLatencyMs,
    max_api_latency_ms: metrics.maxApiLatencyMs,
    min_api_latency_ms: metrics.minApiLatencyMs,
    p95_api_latency_ms: metrics.p95ApiLatencyMs,
    total_duration_seconds: metrics.totalDurationSeconds,
    dry_run: metrics.dryRun,
    catalog: metrics.catalog,
    gold_schema: metrics.goldSchema,
    error_summary: metrics.errorSummary?.slice(0, MAX_ERROR_SUMMARY_LENGTH) ?? null,
  };
}
