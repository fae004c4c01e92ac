import { DEFAULT_EMAIL_CHANNEL } from "../alerting/fields/notification";
import type { AlertRow } from "../alerting/tables/alert-configurations";
import { SILENCES_IN_FORCE, SILENCES_WATCHDOG } from "../alerting/tables/alert-silences";

/**
 * Watches what all others depend on where silences are heeded: without the view, or the right to read it, each of them is in
 * ERROR, which tells nobody. It asks the information schema, which shows to each what they may see, and so never fails with them.
 */
export const WATCHDOG = {
  alert_id: SILENCES_WATCHDOG,
  alert_name: "Silences cannot be read",
  alert_description:
    "Whoever the alerts run as does not see the view of silences in force, which the query of each alert reads: all of " +
    "them are in ERROR, and tell nobody. Grant SELECT on it, or deploy again if it is gone. This alert itself reads no silences.",
  agent_domain: "RELIABILITY",
  severity: "WARNING",
  alert_query_template: [
    "SELECT 1 - count(*) AS missing_view",
    "FROM ${catalog}.information_schema.tables",
    `WHERE table_schema = lower('\${gold_schema}') AND table_name = '${SILENCES_IN_FORCE}'`,
  ].join("\n"),
  query_source: "CUSTOM",
  threshold_column: "missing_view",
  threshold_operator: ">",
  threshold_value_type: "DOUBLE",
  threshold_value_double: 0,
  empty_result_state: "TRIGGERED",
  aggregation_type: "NONE",
  schedule_cron: "0 17 * * * ?",
  schedule_timezone: "UTC",
  pause_status: "UNPAUSED",
  is_enabled: true,
  notification_channels: [DEFAULT_EMAIL_CHANNEL],
  notify_on_ok: true,
  retrigger_seconds: 14_400,
  use_custom_template: false,
  tags: { seed: "true" },
} as const satisfies Partial<AlertRow>;
