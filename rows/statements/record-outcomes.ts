import { MAX_SYNC_ERROR_LENGTH } from "../../alerting/faulty-rows";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import type { OutcomeStatus } from "../../alerting/tables/allowed-values";
import type { Statement } from "../../databricks/run-statement";
import { rowsSource } from "./write-rows";

/** What a run did with one alert. */
export interface SyncOutcome {
  readonly alertId: string;
  readonly status: OutcomeStatus;
  /** The alert's id in the workspace; for `DELETED` the id that was deleted. */
  readonly databricksAlertId: string | null;
  readonly displayName: string | null;
  readonly error: string | null;
  /** ISO 8601. */
  readonly syncedAt: string;
  /** Of the deployed definition. */
  readonly hash: string | null;
}

const SOURCE_COLUMNS = [
  { name: "alert_id", type: "STRING" },
  { name: "status", type: "STRING" },
  { name: "databricks_alert_id", type: "STRING" },
  { name: "deleted_id", type: "STRING" },
  { name: "display_name", type: "STRING" },
  { name: "error", type: "STRING" },
  { name: "synced_at", type: "TIMESTAMP" },
  { name: "hash", type: "STRING" },
] as const;

type SourceRow = Readonly<Record<(typeof SOURCE_COLUMNS)[number]["name"], string | null>>;

/**
 * Writes the outcomes to the alerts' rows, the status columns only; an alert without a row is passed over.
 * A deletion changes the row only while it still names the deleted alert; an error keeps the id that is there.
 */
export function recordOutcomes(names: TableNames, outcomes: readonly SyncOutcome[]): Statement {
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS t`,
      `USING ${rowsSource("outcomes", SOURCE_COLUMNS)} AS s`,
      "ON t.alert_id = s.alert_id",
      "WHEN MATCHED AND s.status = 'DELETED' AND t.databricks_alert_id = s.deleted_id THEN UPDATE SET",
      "  databricks_alert_id = NULL, databricks_display_name = NULL,",
      "  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = NULL, last_synced_hash = NULL",
      "WHEN MATCHED AND s.status = 'ERROR' THEN UPDATE SET",
      "  databricks_alert_id = CASE WHEN s.databricks_alert_id IS NOT NULL THEN s.databricks_alert_id",
      "    WHEN t.databricks_alert_id = s.deleted_id THEN NULL ELSE t.databricks_alert_id END,",
      "  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = s.error",
      "WHEN MATCHED AND s.status IN ('CREATED', 'UPDATED', 'UNCHANGED') THEN UPDATE SET",
      "  databricks_alert_id = s.databricks_alert_id, databricks_display_name = s.display_name,",
      "  last_synced_at = s.synced_at, last_sync_status = s.status, last_sync_error = NULL, last_synced_hash = s.hash",
    ].join("\n"),
    parameters: { outcomes: JSON.stringify(oneForEachAlert(outcomes)) },
  };
}

/**
 * MERGE refuses two source rows for one target row. A replaced alert has two outcomes: what it is now counts,
 * and the deletion is remembered beside it, for the case that the new one failed.
 */
function oneForEachAlert(outcomes: readonly SyncOutcome[]): SourceRow[] {
  const rows = new Map<string, SourceRow>();
  for (const outcome of outcomes) {
    const before = rows.get(outcome.alertId);
    const isDeletion = outcome.status === "DELETED";
    const deletedId = isDeletion ? outcome.databricksAlertId : (before?.deleted_id ?? null);
    rows.set(
      outcome.alertId,
      isDeletion && before && before.status !== "DELETED"
        ? { ...before, deleted_id: deletedId }
        : sourceRow(outcome, deletedId),
    );
  }
  return [...rows.values()];
}

function sourceRow(outcome: SyncOutcome, deletedId: string | null): SourceRow {
  return {
    alert_id: outcome.alertId,
    status: outcome.status,
    databricks_alert_id: outcome.status === "DELETED" ? null : outcome.databricksAlertId,
    deleted_id: deletedId,
    display_name: outcome.displayName,
    error: outcome.error?.slice(0, MAX_SYNC_ERROR_LENGTH) ?? null,
    synced_at: outcome.syncedAt,
    hash: outcome.hash,
  };
}
