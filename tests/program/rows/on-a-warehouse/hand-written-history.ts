import { CONFIG_TABLES } from "../../../../alerting/tables/config-tables";
import { createTable } from "../../../../rows/statements/define-tables";

export const NAMES = { catalog: "main", goldSchema: "default" };

export async function makeTables(sql: (statement: string) => Promise<unknown>): Promise<void> {
  for (const spec of CONFIG_TABLES) await sql(createTable(NAMES, spec).sql);
}

export interface RowWritten {
  readonly owner?: string;
  readonly severity?: string;
  readonly isEnabled?: boolean;
  readonly channels?: readonly string[];
}

export function alertRow(
  id: string,
  { owner = "ana", severity = "WARNING", isEnabled = true, channels = [] }: RowWritten = {},
): string {
  return (
    "INSERT INTO main.default.alert_configurations (alert_id, alert_name, agent_domain, severity, " +
    "alert_query_template, threshold_column, threshold_operator, threshold_value_type, threshold_value_double, " +
    "notification_channels, owner, created_by, is_enabled) VALUES " +
    `('${id}', 'Alert ${id}', 'COST', '${severity}', 'SELECT 1 AS n', 'n', '>', 'DOUBLE', 5, ` +
    `array(${channels.map((channel) => `'${channel}'`).join(", ")}), '${owner}', 'me', ${isEnabled})`
  );
}

/** One evaluation, in UTC; what is left out nobody recorded. */
export interface Written {
  readonly id: string;
  readonly at: string;
  readonly status: "OK" | "TRIGGERED" | "ERROR";
  readonly before?: string;
  readonly said?: string;
  readonly seen?: string;
  readonly told?: boolean;
  readonly ms?: number;
  readonly isHeldBack?: boolean;
  readonly isOfApi?: boolean;
}

export function evaluation(written: readonly Written[]): string {
  const text = (value: string | undefined) => (value === undefined ? "NULL" : `'${value}'`);
  const moment = (value: string) => `TIMESTAMP '${value.replace(" ", "T")}:00Z'`;
  const rows = written.map(
    ({ id, at, status, before, said, seen, told, ms, isHeldBack, isOfApi = false }) =>
      `('${isOfApi ? "api:" : ""}${id}:${at}', '${id}', 'Alert ${id}', 'COST', 'WARNING', ${moment(at)}, DATE '${at.slice(0, 10)}', ` +
      `'${status}', ${text(before)}, '>', 'DOUBLE', ${text(said)}, ${seen === undefined ? "NULL" : moment(seen)}, ` +
      `${told ?? "NULL"}, ${ms ?? "NULL"}, ${isHeldBack ?? "NULL"})`,
  );
  return (
    "INSERT INTO main.default.alert_history (evaluation_id, alert_id, alert_name, agent_domain, severity, " +
    "evaluation_timestamp, evaluation_date, evaluation_status, previous_status, threshold_operator, threshold_value_type, " +
    `feedback, acknowledged_at, notification_sent, query_duration_ms, ml_suppressed) VALUES ${rows.join(", ")}`
  );
}
