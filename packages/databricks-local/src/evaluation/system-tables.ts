import { join } from "node:path";
import { CHANGES_FILE } from "../alerts/alert-changes";
import type { SystemTable } from "../sql/system-table";
import { parseType } from "../sql/types/parse-type";
import { duckDbType, identifier, duckdbText } from "../sql/types/sql-type";
import { HISTORY_FILE } from "./evaluation-history";

/** Who is told, as the alert system tables show it. */
const SUBSCRIPTIONS = "array<struct<user_email:string,destination_id:string>>";

/** A value of one of the three kinds that a threshold can have. */
const VALUE = "struct<double_value:double,string_value:string,bool_value:boolean>";

const ACCOUNT_ID = "10ca1000-0000-4000-8000-000000000000";

/** What the catalog `system` has from the start. */
export function systemTables(dataDir: string, workspaceId: string): SystemTable[] {
  return [
    alertsTable(dataDir, ACCOUNT_ID, workspaceId),
    evaluationHistoryTable(dataDir, ACCOUNT_ID, workspaceId),
  ];
}

const COLUMN = "struct<aggregation:string,display:string,name:string>";

const ALERT_COLUMNS: SystemTable["columns"] = [
  { name: "account_id", type: "string", comment: "The account" },
  { name: "workspace_id", type: "string", comment: "The workspace in which the alert is defined" },
  { name: "alert_id", type: "string", comment: "The alert" },
  { name: "display_name", type: "string", comment: "What it is called" },
  { name: "owned_by", type: "string", comment: "The owner's user name" },
  {
    name: "compute",
    type: "struct<type:string,cluster_id:string,warehouse_id:string>",
    comment: "What it runs on",
  },
  { name: "run_as", type: "string", comment: "The id of the user or service principal that it runs as" },
  {
    name: "schedule",
    type: "struct<pause_status:string,quartz_cron_schedule:string,timezone_id:string>",
    comment: "When it runs",
  },
  { name: "evaluation_source", type: COLUMN, comment: "The column of the result that is compared" },
  { name: "evaluation_comparison_operator", type: "string", comment: "How it is compared" },
  {
    name: "evaluation_threshold",
    type: `struct<value:${VALUE},column:${COLUMN}>`,
    comment: "What it is compared with: a value or another column",
  },
  { name: "evaluation_empty_result_state", type: "string", comment: "The state that no rows mean" },
  { name: "notify_on_ok", type: "boolean", comment: "Whether subscribers hear that it is OK again" },
  { name: "retrigger_seconds", type: "int", comment: "Seconds until it can tell of the same trouble again" },
  { name: "subscriptions", type: SUBSCRIPTIONS, comment: "Who is told" },
  { name: "change_time", type: "timestamp", comment: "When the definition became this one" },
  { name: "create_time", type: "timestamp", comment: "When the alert was created" },
  {
    name: "delete_time",
    type: "timestamp",
    comment: "When it was deleted for good; the trash is not recorded",
  },
];

/**
 * `system.alert.alerts`: a row for every definition that an alert has had, and one for its end.
 *
 * @see https://docs.databricks.com/aws/en/admin/system-tables/alerts
 */
function alertsTable(dataDir: string, accountId: string, workspaceId: string): SystemTable {
  const ids = ["account_id", "workspace_id"];
  const kept = ALERT_COLUMNS.filter(({ name }) => !ids.includes(name)).map(
    ({ name, type }) => [name, type] as const,
  );
  const changes = journalRows(join(dataDir, CHANGES_FILE), Object.fromEntries(kept));
  return {
    schema: "alert",
    table: "alerts",
    comment: "The definitions of alerts, as they were from time to time",
    columns: ALERT_COLUMNS,
    rows: `SELECT ${duckdbText(accountId)} AS account_id, ${duckdbText(workspaceId)} AS workspace_id, * FROM ${changes}`,
  };
}

const HISTORY_COLUMNS: SystemTable["columns"] = [
  { name: "account_id", type: "string", comment: "The account" },
  { name: "workspace_id", type: "string", comment: "The workspace in which the alert is defined" },
  { name: "alert_id", type: "string", comment: "The alert" },
  { name: "job_id", type: "string", comment: "The job that ran it" },
  { name: "task_key", type: "string", comment: "The task of the job" },
  { name: "alert_run_id", type: "string", comment: "The evaluation" },
  { name: "evaluated_state", type: "string", comment: "OK, TRIGGERED or ERROR" },
  { name: "evaluated_source_result", type: VALUE, comment: "The value that was compared" },
  { name: "evaluated_threshold_result", type: VALUE, comment: "What it was compared with" },
  { name: "error_code", type: "string", comment: "The class of the failure" },
  { name: "error_message", type: "string", comment: "What failed" },
  { name: "notified_subscriptions", type: SUBSCRIPTIONS, comment: "Who was told" },
  { name: "failed_subscriptions", type: SUBSCRIPTIONS, comment: "Who could not be told" },
  { name: "start_time", type: "timestamp", comment: "When it began" },
  { name: "end_time", type: "timestamp", comment: "When it ended" },
];

const ENTRY = {
  evaluation_id: "string",
  alert_id: "string",
  state: "string",
  skipped: "string",
  value: "string",
  threshold: "string",
  value_kind: "string",
  error: "string",
  evaluated_at: "timestamp",
  ended_at: "timestamp",
  subscriptions: SUBSCRIPTIONS,
  failed_subscriptions: SUBSCRIPTIONS,
};

/**
 * `system.alert.alert_evaluation_history`: a row for every evaluation that was not skipped.
 *
 * @see https://docs.databricks.com/aws/en/admin/system-tables/alerts
 */
function evaluationHistoryTable(dataDir: string, accountId: string, workspaceId: string): SystemTable {
  const entries = journalRows(join(dataDir, HISTORY_FILE), ENTRY);
  const columns = [
    `${duckdbText(accountId)} AS account_id`,
    `${duckdbText(workspaceId)} AS workspace_id`,
    "alert_id",
    // An alert task of a job leaves no trace of the job in the history.
    "NULL AS job_id",
    "NULL AS task_key",
    "evaluation_id AS alert_run_id",
    "state AS evaluated_state",
    `${valueOf("value")} AS evaluated_source_result`,
    `${valueOf("threshold")} AS evaluated_threshold_result`,
    // The error class, where the message begins with one.
    `CASE WHEN error IS NOT NULL THEN coalesce(nullif(regexp_extract(error, '^\\[([A-Z_.0-9]+)\\]', 1), ''), 'INTERNAL_ERROR') END AS error_code`,
    "error AS error_message",
    "coalesce(subscriptions, []) AS notified_subscriptions",
    "coalesce(failed_subscriptions, []) AS failed_subscriptions",
    "evaluated_at AS start_time",
    "coalesce(ended_at, evaluated_at) AS end_time",
  ];
  return {
    schema: "alert",
    table: "alert_evaluation_history",
    comment: "The evaluations of alerts",
    columns: HISTORY_COLUMNS,
    rows: `SELECT ${columns.join(", ")} FROM ${entries} WHERE skipped IS NULL`,
  };
}

/** Texts, times and all else come as text. */
function valueOf(column: string): string {
  const fields = [
    `double_value := CASE WHEN value_kind = 'number' THEN TRY_CAST(${column} AS DOUBLE) END`,
    `string_value := CASE WHEN value_kind NOT IN ('number', 'boolean') THEN ${column} END`,
    `bool_value := CASE WHEN value_kind = 'boolean' THEN TRY_CAST(${column} AS BOOLEAN) END`,
  ];
  return `CASE WHEN ${column} IS NOT NULL THEN struct_pack(${fields.join(", ")}) END`;
}

/**
 * A relation of DuckDB with the named fields of a journal's records, read from the file at that moment: whoever does not
 * ask pays nothing. The journal must be one that only grows. Its last line may be half written: it is left out.
 */
function journalRows(file: string, fields: Readonly<Record<string, string>>): string {
  const record = Object.entries(fields).map(
    ([name, type]) => `${identifier(name)} ${duckDbType(parseType(type))}`,
  );
  const columns = `{'put': ${duckdbText(`STRUCT(${record.join(", ")})`)}}`;
  return `(SELECT "put".* FROM read_ndjson(${duckdbText(file)}, columns = ${columns}, ignore_errors = true))`;
}
