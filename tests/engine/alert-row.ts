import { z } from "zod";
import type { LocalStack } from "./local-stack";

export const TABLE = "health_monitor.gold.alert_configurations";

/** The statement that inserts a row; `cells` are SQL expressions that go before those of a good row. */
export function insertOf(
  alertId: string,
  cells: Readonly<Record<string, string>> = {},
  table = TABLE,
): string {
  const row: Record<string, string> = {
    alert_id: `'${alertId}'`,
    alert_name: `'Alert ${alertId}'`,
    agent_domain: "'COST'",
    severity: "'INFO'",
    alert_query_template: "'SELECT 1 AS value'",
    threshold_column: "'value'",
    threshold_operator: "'>'",
    threshold_value_type: "'DOUBLE'",
    threshold_value_double: "1",
    notification_channels: "array('oncall@example.com')",
    owner: "'me'",
    created_by: "'me'",
    ...cells,
  };
  return `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.values(row).join(", ")})`;
}

export async function insertRow(
  stack: LocalStack,
  alertId: string,
  cells: Readonly<Record<string, string>> = {},
  table = TABLE,
): Promise<void> {
  await stack.sql(insertOf(alertId, cells, table));
}

/** The row's status as the table has it. */
export async function statusOf(stack: LocalStack, alertId: string) {
  const [status] = await stack.sql(
    `SELECT databricks_alert_id, last_sync_status, last_sync_error FROM ${TABLE} WHERE alert_id = '${alertId}'`,
  );
  return status;
}

/** Makes an alert as somebody would in the workspace, and answers with its id. */
export async function createAlert(
  stack: LocalStack,
  displayName: string,
  parent_path = "/Alerting",
  token = stack.workspace.token,
): Promise<string> {
  const answer = await stack.callAs(token, "POST", "/api/2.0/alerts", {
    display_name: displayName,
    query_text: "SELECT 1 AS value",
    warehouse_id: stack.workspace.warehouseId,
    parent_path,
    evaluation: {
      source: { name: "value" },
      comparison_operator: "GREATER_THAN",
      threshold: { value: { double_value: 1 } },
    },
    schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" },
  });
  return z.object({ id: z.string() }).parse(answer).id;
}
