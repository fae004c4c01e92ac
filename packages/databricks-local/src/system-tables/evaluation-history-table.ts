import { join } from "node:path";
import { HISTORY_FILE } from "../evaluation/evaluation-history";
import type { SystemTable } from "../sql/system-table";
import { textLiteral } from "../sql/types/sql-type";
import { SUBSCRIPTIONS, VALUE } from "./column-types";
import { journalRows } from "./journal-rows";

const COLUMNS: SystemTable["columns"] = [
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
  ...{ evaluation_id: "string", alert_id: "string", state: "string", skipped: "string" },
  ...{ value: "string", threshold: "string", value_kind: "string", error: "string" },
  ...{
    evaluated_at: "timestamp",
    ended_at: "timestamp",
    subscriptions: SUBSCRIPTIONS,
    failed_subscriptions: SUBSCRIPTIONS,
  },
};

/**
 * `system.alert.alert_evaluation_history`: a row for every evaluation that was not skipped.
 *
 * @see https://docs.databricks.com/aws/en/admin/system-tables/alerts
 */
export function evaluationHistoryTable(dataDir: string, accountId: string, workspaceId: string): SystemTable {
  const entries = journalRows(join(dataDir, HISTORY_FILE), ENTRY);
  const columns = [
    `${textLiteral(accountId)} AS account_id`,
    `${textLiteral(workspaceId)} AS workspace_id`,
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
    columns: COLUMNS,
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
