import { qualifiedName } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import { recorded, RECORDED_COLUMNS } from "../../rows/figures/recorded";
import type { Dataset } from "./dataset";

/** What the dashboard is made of, so that its first day explains itself. */
export const RECORDED: Dataset<(typeof RECORDED_COLUMNS)[number]> = {
  name: "recorded",
  title: "What the figures are made of",
  columns: RECORDED_COLUMNS,
  sql: recorded,
};

/** How many enabled alerts are in which state: that of their last recorded evaluation. */
export const ALERT_STATES: Dataset<"state" | "agent_domain" | "severity" | "owner" | "alerts"> = {
  name: "alert_states",
  title: "Alerts by state, domain, severity and owner",
  columns: ["state", "agent_domain", "severity", "owner", "alerts"],
  sql: (names) =>
    [
      "SELECT coalesce(h.state, 'NOT EVALUATED') AS state, c.agent_domain, c.severity, c.owner, count(*) AS alerts",
      `FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
      "LEFT JOIN (",
      "  SELECT alert_id, max_by(evaluation_status, evaluation_timestamp) AS state",
      `  FROM ${qualifiedName(names, ALERT_HISTORY.name)} GROUP BY alert_id`,
      ") AS h ON h.alert_id = c.alert_id",
      "WHERE c.is_enabled",
      "GROUP BY 1, 2, 3, 4",
      "ORDER BY 1, 2, 3, 4",
    ].join("\n"),
};

/** The figures of now, in one row. */
export const ALERT_TOTALS: Dataset<"enabled" | "triggered" | "in_error"> = {
  name: "alert_totals",
  title: "Alerts now",
  columns: ["enabled", "triggered", "in_error"],
  sql: (names) =>
    [
      "SELECT coalesce(sum(alerts), 0) AS enabled,",
      "  coalesce(sum(CASE WHEN state = 'TRIGGERED' THEN alerts END), 0) AS triggered,",
      "  coalesce(sum(CASE WHEN state = 'ERROR' THEN alerts END), 0) AS in_error",
      `FROM (${ALERT_STATES.sql(names)})`,
    ].join("\n"),
};

/** When enabled alerts are checked: SQL cannot say the next time of a Quartz expression, so the expression itself is shown. */
export const SCHEDULES: Dataset<"schedule_cron" | "schedule_timezone" | "alerts" | "paused"> = {
  name: "schedules",
  title: "When alerts are checked",
  columns: ["schedule_cron", "schedule_timezone", "alerts", "paused"],
  sql: (names) =>
    [
      "SELECT schedule_cron, schedule_timezone, count(*) AS alerts, count_if(pause_status = 'PAUSED') AS paused",
      `FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)}`,
      "WHERE is_enabled GROUP BY 1, 2 ORDER BY alerts DESC, 1, 2",
    ].join("\n"),
};

/** Who can be told, of how many alerts, and whether anybody ever tried. */
export const CHANNELS: Dataset<
  "destination_id" | "destination_type" | "owner" | "alerts" | "last_tested_at" | "last_test"
> = {
  name: "channels",
  title: "Channels and their tests",
  columns: ["destination_id", "destination_type", "owner", "alerts", "last_tested_at", "last_test"],
  sql: (names) =>
    [
      "SELECT d.destination_id, d.destination_type, d.owner, count(c.alert_id) AS alerts, d.last_tested_at,",
      "  CASE WHEN d.last_tested_at IS NULL THEN 'never tested' ELSE d.last_test_status END AS last_test",
      `FROM ${qualifiedName(names, NOTIFICATION_DESTINATIONS.name)} AS d`,
      `LEFT JOIN ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
      "  ON c.is_enabled AND array_contains(c.notification_channels, d.destination_id)",
      "WHERE d.is_enabled GROUP BY 1, 2, 3, 5, 6 ORDER BY alerts DESC, 1",
    ].join("\n"),
};
