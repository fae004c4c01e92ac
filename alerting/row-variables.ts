import type { Variables } from "./fill-template";
import type { AlertRow } from "./tables/alert-configurations";

/** What templates can say of their own row. The service knows nothing of these. */
export function rowVariables(row: AlertRow): Variables {
  return new Map([
    ["ALERT_ID", row.alert_id],
    ["SEVERITY", row.severity],
    ["DOMAIN", row.agent_domain],
    ["OWNER", row.owner],
    ["RUNBOOK_URL", row.runbook_url ?? ""],
    ["THRESHOLD_VALUE", thresholdText(row)],
    ["OPERATOR", row.threshold_operator.trim()],
  ]);
}

function thresholdText(row: AlertRow): string {
  const values = {
    DOUBLE: row.threshold_value_double,
    STRING: row.threshold_value_string,
    BOOLEAN: row.threshold_value_bool,
  };
  return String(values[row.threshold_value_type] ?? "");
}
