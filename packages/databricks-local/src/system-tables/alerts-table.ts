import { join } from "node:path";
import { CHANGES_FILE } from "../alerts/alert-changes";
import type { SystemTable } from "../sql/system-table";
import { textLiteral } from "../sql/types/sql-type";
import { SUBSCRIPTIONS, VALUE } from "./column-types";
import { journalRows } from "./journal-rows";

const COLUMN = "struct<aggregation:string,display:string,name:string>";

const COLUMNS: SystemTable["columns"] = [
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
export function alertsTable(dataDir: string, accountId: string, workspaceId: string): SystemTable {
  const ids = ["account_id", "workspace_id"];
  const kept = COLUMNS.filter(({ name }) => !ids.includes(name)).map(
    ({ name, type }) => [name, type] as const,
  );
  const changes = journalRows(join(dataDir, CHANGES_FILE), Object.fromEntries(kept));
  return {
    schema: "alert",
    table: "alerts",
    comment: "The definitions of alerts, as they were from time to time",
    columns: COLUMNS,
    rows: `SELECT ${textLiteral(accountId)} AS account_id, ${textLiteral(workspaceId)} AS workspace_id, * FROM ${changes}`,
  };
}
