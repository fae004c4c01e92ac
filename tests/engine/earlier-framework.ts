import { z } from "zod";
import { TABLE } from "./alert-row";
import type { LocalStack } from "./local-stack";

const GOLD = "health_monitor.gold";
const DELTA =
  "TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true', 'delta.enableRowTracking' = 'true', 'layer' = 'gold', 'domain' = 'alerting')";

/** The tables as that framework makes them: no defaults, no CHECK constraints, a foreign key of another name. */
const TABLES = [
  `CREATE TABLE ${GOLD}.notification_destinations (
    destination_id STRING NOT NULL, destination_name STRING NOT NULL, destination_type STRING NOT NULL,
    databricks_destination_id STRING, config_json STRING, owner STRING NOT NULL, is_enabled BOOLEAN NOT NULL,
    created_by STRING NOT NULL, created_at TIMESTAMP NOT NULL, updated_by STRING, updated_at TIMESTAMP,
    tags MAP<STRING, STRING>, CONSTRAINT pk_notification_destinations PRIMARY KEY (destination_id) NOT ENFORCED)
  USING DELTA CLUSTER BY AUTO ${DELTA}`,
  `CREATE TABLE ${TABLE} (
    alert_id STRING NOT NULL COMMENT 'Theirs', alert_name STRING NOT NULL, alert_description STRING,
    agent_domain STRING NOT NULL, severity STRING NOT NULL, alert_query_template STRING NOT NULL, query_source STRING,
    source_artifact_name STRING, threshold_column STRING NOT NULL, threshold_operator STRING NOT NULL,
    threshold_value_type STRING NOT NULL, threshold_value_double DOUBLE, threshold_value_string STRING,
    threshold_value_bool BOOLEAN, empty_result_state STRING NOT NULL, aggregation_type STRING,
    schedule_cron STRING NOT NULL, schedule_timezone STRING NOT NULL, pause_status STRING NOT NULL,
    is_enabled BOOLEAN NOT NULL, notification_channels ARRAY<STRING> NOT NULL, notify_on_ok BOOLEAN NOT NULL,
    retrigger_seconds INT, use_custom_template BOOLEAN NOT NULL, custom_subject_template STRING,
    custom_body_template STRING, owner STRING NOT NULL, created_by STRING NOT NULL, created_at TIMESTAMP NOT NULL,
    updated_by STRING, updated_at TIMESTAMP, tags MAP<STRING, STRING>, databricks_alert_id STRING,
    databricks_display_name STRING, last_synced_at TIMESTAMP, last_sync_status STRING, last_sync_error STRING,
    CONSTRAINT pk_alert_configurations PRIMARY KEY (alert_id) NOT ENFORCED)
  USING DELTA CLUSTER BY AUTO ${DELTA}`,
  `CREATE TABLE ${GOLD}.alert_history (
    evaluation_id STRING NOT NULL, alert_id STRING NOT NULL, alert_name STRING NOT NULL, agent_domain STRING NOT NULL,
    severity STRING NOT NULL, evaluation_timestamp TIMESTAMP NOT NULL, evaluation_date DATE NOT NULL,
    evaluation_status STRING NOT NULL, previous_status STRING, query_result_value_double DOUBLE,
    query_result_value_string STRING, threshold_operator STRING NOT NULL, threshold_value_type STRING NOT NULL,
    threshold_value_double DOUBLE, threshold_value_string STRING, threshold_value_bool BOOLEAN, query_duration_ms BIGINT,
    error_message STRING, ml_score DOUBLE, ml_suppressed BOOLEAN, ai_analysis STRING, notification_sent BOOLEAN,
    notification_channels_used ARRAY<STRING>, record_created_timestamp TIMESTAMP NOT NULL,
    CONSTRAINT pk_alert_history PRIMARY KEY (evaluation_id) NOT ENFORCED)
  USING DELTA PARTITIONED BY (evaluation_date) ${DELTA}`,
  `ALTER TABLE ${GOLD}.alert_history ADD CONSTRAINT fk_alert_history_alert FOREIGN KEY (alert_id)
    REFERENCES ${TABLE} (alert_id) NOT ENFORCED`,
  `INSERT INTO ${GOLD}.notification_destinations (destination_id, destination_name, destination_type, owner, is_enabled,
    created_by, created_at, tags) VALUES
    ('default_email', 'Default Email (users)', 'EMAIL', 'me', TRUE, 'system', current_timestamp(), map('purpose', 'default'))`,
];

export async function createTables(stack: LocalStack): Promise<void> {
  for (const statement of TABLES) await stack.sql(statement);
}

/** What of a row is other than in all rows; cells are SQL expressions. */
export type Cells = Readonly<Record<string, string>>;

export async function insertEarlierRow(stack: LocalStack, alertId: string, cells: Cells = {}): Promise<void> {
  const row: Cells = {
    alert_id: `'${alertId}'`,
    alert_name: `'Alert ${alertId}'`,
    agent_domain: "'COST'",
    severity: "'WARNING'",
    alert_query_template: "'\nSELECT 1 AS check_value\n'",
    query_source: "'CUSTOM'",
    threshold_column: "'check_value'",
    threshold_operator: "'>'",
    threshold_value_type: "'DOUBLE'",
    threshold_value_double: "150.0",
    empty_result_state: "'OK'",
    aggregation_type: "'FIRST'",
    schedule_cron: "'0 0 */4 * * ?'",
    schedule_timezone: "'America/Los_Angeles'",
    pause_status: "'PAUSED'",
    is_enabled: "TRUE",
    notification_channels: "array('default_email')",
    notify_on_ok: "TRUE",
    retrigger_seconds: "14400",
    use_custom_template: "FALSE",
    owner: "'finops'",
    created_by: "'seed_all_alerts'",
    created_at: "current_timestamp()",
    tags: "map('priority', 'high')",
    ...cells,
  };
  await stack.sql(
    `INSERT INTO ${TABLE} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`,
  );
}

const Made = z.object({ id: z.string() });

/**
 * Makes the row's alert as that framework's sync does: without a folder, so that it lies in the home folder of whoever runs
 * the job, with the query as it is but for two placeholders, and without the channels that it cannot look up.
 */
export async function syncRow(
  stack: LocalStack,
  alertId: string,
  { folder, query = "SELECT 1 AS check_value", keepsId = true }: SyncedRow = {},
): Promise<string> {
  const answer = await stack.call("POST", "/api/2.0/alerts", {
    display_name: `[WARNING] Alert ${alertId}`,
    warehouse_id: stack.workspace.warehouseId,
    query_text: query,
    ...(folder !== undefined && { parent_path: folder }),
    schedule: {
      quartz_cron_schedule: "0 0 */4 * * ?",
      timezone_id: "America/Los_Angeles",
      pause_status: "PAUSED",
    },
    evaluation: {
      source: { name: "check_value" },
      comparison_operator: "GREATER_THAN",
      threshold: { value: { double_value: 150 } },
      empty_result_state: "OK",
      notification: { notify_on_ok: true, retrigger_seconds: 14_400 },
    },
  });
  const { id } = Made.parse(answer);
  const status = keepsId
    ? `databricks_alert_id = '${id}', databricks_display_name = '[WARNING] Alert ${alertId}', last_sync_status = 'CREATED', last_sync_error = NULL`
    : "last_sync_status = 'ERROR', last_sync_error = 'The row could not be written'";
  await stack.sql(
    `UPDATE ${TABLE} SET ${status}, last_synced_at = current_timestamp() WHERE alert_id = '${alertId}'`,
  );
  return id;
}

export interface SyncedRow {
  readonly folder?: string;
  readonly query?: string;
  /** Whether the row got to know the alert's id. @default true */
  readonly keepsId?: boolean;
}

/** Moves a disabled row's alert to the trash; that framework leaves the id in the row. */
export async function trashRow(stack: LocalStack, alertId: string, id: string): Promise<void> {
  await stack.call("DELETE", `/api/2.0/alerts/${id}`);
  await stack.sql(
    `UPDATE ${TABLE} SET is_enabled = FALSE, last_sync_status = 'DELETED' WHERE alert_id = '${alertId}'`,
  );
}
