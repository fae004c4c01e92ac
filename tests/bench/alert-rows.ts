import { qualifiedName } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { SEED_ALERTS } from "../../rows/seeding";
import { createTable } from "../../rows/statements/define-tables";
import type { WorkspaceProcess } from "./workspace-process";

const NAMES = { catalog: "health_monitor", goldSchema: "gold" };
const TABLE = qualifiedName(NAMES, ALERT_CONFIGURATIONS.name);
const ROWS_PER_STATEMENT = 250;

/** Of the length that alert queries have. */
const QUERY = [
  "WITH daily AS (",
  "  SELECT",
  "    usage_date,",
  "    SUM(list_cost) AS cost,",
  "    SUM(CASE WHEN size(custom_tags) > 0 THEN list_cost ELSE 0 END) AS tagged_cost",
  "  FROM ${catalog}.${gold_schema}.fact_usage",
  "  WHERE usage_date >= date_sub(current_date(), 7)",
  "  GROUP BY usage_date",
  ")",
  "SELECT ROUND(100 * SUM(tagged_cost) / SUM(cost), 2) AS value",
  "FROM daily",
].join("\n");

const CELLS: Readonly<Record<string, (index: number) => string>> = {
  alert_id: (index) => `'${benchId(index)}'`,
  alert_name: (index) => `'Benchmark ${index}'`,
  agent_domain: () => "'COST'",
  severity: (index) => (index % 5 === 0 ? "'CRITICAL'" : "'WARNING'"),
  alert_query_template: () => `'${QUERY}'`,
  threshold_column: () => "'value'",
  threshold_operator: () => "'<'",
  threshold_value_type: () => "'DOUBLE'",
  threshold_value_double: (index) => String(50 + (index % 40)),
  schedule_cron: (index) => `'0 ${index % 60} 8 * * ?'`,
  notification_channels: () => "array('oncall@example.com', 'default_email')",
  owner: () => "'finops'",
  created_by: () => "'benchmark'",
};

/** Makes the table with so many rows that the first `up`, which adds the seeds, deploys `count` alerts. */
export async function insertRows(workspace: WorkspaceProcess, count: number): Promise<void> {
  await workspace.sql(createTable(NAMES, ALERT_CONFIGURATIONS).sql);
  const seeds = SEED_ALERTS.length;
  const indexes = Array.from({ length: Math.max(0, count - seeds) }, (_, index) => index);
  for (let start = 0; start < indexes.length; start += ROWS_PER_STATEMENT) {
    const rows = indexes.slice(start, start + ROWS_PER_STATEMENT).map(
      (index) =>
        `(${Object.values(CELLS)
          .map((cell) => cell(index))
          .join(", ")})`,
    );
    await workspace.sql(
      `INSERT INTO ${TABLE} (${Object.keys(CELLS).join(", ")}) VALUES\n${rows.join(",\n")}`,
    );
  }
}

export function changeOneRow(workspace: WorkspaceProcess): Promise<void> {
  return workspace.sql(
    `UPDATE ${TABLE} SET threshold_value_double = 42.5 WHERE alert_id = '${SEED_ALERTS[0].alert_id}'`,
  );
}

function benchId(index: number): string {
  return `BENCH-${String(index).padStart(4, "0")}`;
}
