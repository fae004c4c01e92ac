import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { createTable } from "../../../../rows/statements/define-tables";

export const NAMES = { catalog: "main", goldSchema: "default" };

const ROWS: readonly (readonly [id: string, domain: string, severity: string, isEnabled: boolean])[] = [
  ["A", "COST", "WARNING", true],
  ["B", "COST", "CRITICAL", true],
  ["C", "SECURITY", "INFO", true],
  ["D", "QUALITY", "INFO", false],
];

/** Seen from 23 November, 10:00. */
const EVALUATIONS: readonly (readonly [
  id: string,
  at: string,
  status: string,
  feedback?: string | undefined,
  score?: number,
])[] = [
  // Too long ago to be counted.
  ["A", "2026-10-01T00:00:00Z", "TRIGGERED", "FALSE_POSITIVE", 1],
  ["A", "2026-10-01T01:00:00Z", "OK"],
  ["A", "2026-11-20T08:00:00Z", "OK"],
  ["A", "2026-11-20T09:00:00Z", "TRIGGERED", "TRUE_POSITIVE", 0.85],
  ["A", "2026-11-20T10:00:00Z", "ERROR"],
  ["A", "2026-11-20T10:30:00Z", "TRIGGERED", undefined, 0.8],
  ["A", "2026-11-20T11:00:00Z", "OK"],
  ["A", "2026-11-22T08:00:00Z", "TRIGGERED", "FALSE_POSITIVE"],
  ["A", "2026-11-22T09:00:00Z", "OK"],
  ["B", "2026-11-22T08:00:00Z", "OK"],
  ["B", "2026-11-23T09:00:00Z", "TRIGGERED", "FALSE_POSITIVE"],
  ["D", "2026-11-22T08:00:00Z", "ERROR"],
  // Held back.
  ["D", "2026-11-22T09:00:00Z", "OK", "FALSE_POSITIVE", 0.31],
  ["D", "2026-11-22T10:00:00Z", "OK", undefined, 0],
];

/** The config tables with a small history whose figures can be worked out by hand. */
export async function fillHistory(sql: (statement: string) => Promise<unknown>): Promise<void> {
  for (const spec of CONFIG_TABLES) await sql(createTable(NAMES, spec).sql);
  for (const [id, domain, severity, isEnabled] of ROWS) {
    await sql(
      "INSERT INTO main.default.alert_configurations (alert_id, alert_name, agent_domain, severity, " +
        "alert_query_template, threshold_column, threshold_operator, threshold_value_type, notification_channels, owner, " +
        `created_by, is_enabled) VALUES ('${id}', 'Alert ${id}', '${domain}', '${severity}', 'SELECT 1', 'n', '>', ` +
        `'DOUBLE', array(), 'me', 'me', ${isEnabled})`,
    );
  }
  const evaluations = EVALUATIONS.map(
    ([id, at, status, feedback, score], index) =>
      `('e${index}', '${id}', 'Alert ${id}', 'COST', 'WARNING', TIMESTAMP '${at}', DATE '${at.slice(0, 10)}', '${status}', ` +
      `'>', 'DOUBLE', ${feedback === undefined ? "NULL" : `'${feedback}'`}, ` +
      `${score === undefined ? "NULL, NULL" : `${score}, ${status === "OK"}`})`,
  );
  await sql(
    "INSERT INTO main.default.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, " +
      "evaluation_timestamp, evaluation_date, evaluation_status, threshold_operator, threshold_value_type, feedback, ml_score, " +
      `ml_suppressed) VALUES ${evaluations.join(", ")}`,
  );
  // Of B's firing somebody said after a quarter of an hour that they had seen it.
  await sql(
    "UPDATE main.`default`.alert_history SET acknowledged_at = TIMESTAMP '2026-11-23T09:15:00Z', notification_sent = true, " +
      "query_duration_ms = 90000 WHERE alert_id = 'B' AND evaluation_status = 'TRIGGERED'",
  );
  await sql(
    "INSERT INTO main.default.notification_destinations (destination_id, destination_name, destination_type, owner, created_by, " +
      "is_enabled, last_tested_at, last_test_status) VALUES ('finops', 'FinOps', 'SLACK', 'me', 'me', true, NULL, NULL), " +
      "('oncall', 'On call', 'PAGERDUTY', 'me', 'me', true, TIMESTAMP '2026-11-20T08:00:00Z', 'DELIVERED')",
  );
  await sql(
    "UPDATE main.`default`.alert_configurations SET notification_channels = array('finops') WHERE alert_id IN ('A', 'B', 'D')",
  );
  await sql("UPDATE main.`default`.alert_configurations SET created_at = TIMESTAMP '2026-09-01T00:00:00Z'");
  await sql(
    "INSERT INTO main.default.alert_sync_metrics (sync_run_id, sync_started_at, sync_ended_at, total_alerts, success_count, " +
      "error_count, created_count, updated_count, deleted_count, skipped_count, avg_api_latency_ms, max_api_latency_ms, " +
      "min_api_latency_ms, p95_api_latency_ms, total_duration_seconds, dry_run, catalog, gold_schema) VALUES " +
      "('r1', TIMESTAMP '2026-11-20T08:00:00Z', TIMESTAMP '2026-11-20T08:00:09Z', 8, 7, 1, 7, 0, 0, 0, 120, 300, 80, 250, 9, false, 'main', 'default'), " +
      "('r2', TIMESTAMP '2026-11-21T08:00:00Z', TIMESTAMP '2026-11-21T08:00:01Z', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, false, 'main', 'default')",
  );
}
