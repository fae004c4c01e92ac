import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";

export const NEVER_FIRED_COLUMNS = [
  ...(["alert_id", "alert_name", "severity", "owner"] as const),
  ...(["evaluations", "known_since"] as const),
] as const;

/**
 * Enabled alerts of which no evaluation that was ever recorded is TRIGGERED, nor was held back by a score; those that were asked
 * most often first. With 0 evaluations nothing is known of them.
 */
export function neverFired(names: TableNames): string {
  return [
    "SELECT c.alert_id, c.alert_name, c.severity, c.owner, coalesce(h.evaluations, 0) AS evaluations, h.known_since",
    `FROM ${qualifiedName(names, ALERT_CONFIGURATIONS.name)} AS c`,
    "LEFT JOIN (",
    "  SELECT alert_id, count(*) AS evaluations, min(evaluation_timestamp) AS known_since,",
    "    count_if(evaluation_status = 'TRIGGERED' OR ml_suppressed) AS firings",
    `  FROM ${qualifiedName(names, ALERT_HISTORY.name)} GROUP BY alert_id`,
    ") AS h ON h.alert_id = c.alert_id",
    "WHERE c.is_enabled AND coalesce(h.firings, 0) = 0",
    "ORDER BY evaluations DESC, c.alert_id",
  ].join("\n");
}
