import { qualifiedName } from "../../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../../alerting/tables/alert-history";
import type { Dataset } from "../dataset";

/** How many enabled alerts are in which state: that of their last recorded evaluation. */
export const ALERT_STATES: Dataset<"state" | "agent_domain" | "severity" | "alerts"> = {
  name: "alert_states",
  title: "Alerts by state, domain and severity",
  columns: ["state", "agent_domain", "severity", "alerts"],
  sql: (names) =>
    [
      "SELECT coalesce(h.state, 'NOT EVALUATED') AS state, c.agent_domain, c.severity, count(*) AS alerts",
      `FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
      "LEFT JOIN (",
      "  SELECT alert_id, max_by(evaluation_status, evaluation_timestamp) AS state",
      `  FROM ${qualifiedName(names, ALERT_HISTORY.name)} GROUP BY alert_id`,
      ") AS h ON h.alert_id = c.alert_id",
      "WHERE c.is_enabled",
      "GROUP BY 1, 2, 3",
      "ORDER BY 1, 2, 3",
    ].join("\n"),
};
