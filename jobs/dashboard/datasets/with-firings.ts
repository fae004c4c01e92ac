import { qualifiedName, type TableNames } from "../../../alerting/table-names";
import { ALERT_HISTORY } from "../../../alerting/tables/alert-history";
import { inLastDays } from "./last-days";

const OF_THE_ALERT = "OVER (PARTITION BY alert_id ORDER BY evaluation_timestamp, evaluation_id)";
const LATER =
  "OVER (PARTITION BY alert_id ORDER BY evaluation_timestamp, evaluation_id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)";

/**
 * `evaluations` of the last days and, of them, `firings`: those that made an alert TRIGGERED that was not before. An
 * evaluation in ERROR says nothing about the trouble: it neither begins nor ends a firing.
 */
export function withFirings(names: TableNames): string {
  return [
    "WITH evaluations AS (",
    "  SELECT alert_id, alert_name, severity, evaluation_timestamp, evaluation_status, feedback,",
    `    coalesce(lag(evaluation_status) ${OF_THE_ALERT}, previous_status) AS status_before,`,
    `    coalesce(lead(evaluation_timestamp) ${OF_THE_ALERT}, current_timestamp()) AS lasted_until,`,
    `    min(CASE WHEN evaluation_status = 'OK' THEN evaluation_timestamp END) ${LATER} AS ok_again_at`,
    `  FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
    `  WHERE ${inLastDays("evaluation_timestamp")} AND evaluation_status <> 'ERROR'`,
    "),",
    "firings AS (",
    "  SELECT * FROM evaluations",
    "  WHERE evaluation_status = 'TRIGGERED' AND coalesce(status_before, 'OK') <> 'TRIGGERED'",
    ")",
  ].join("\n");
}

/** Of `firings`: minutes until the alert was OK again, on average; those that still go on do not count. */
export const MEAN_MINUTES_TO_OK =
  "round(avg(timestampdiff(SECOND, evaluation_timestamp, ok_again_at)) / 60, 1)";

/** Of `evaluations`: for how many hours they were TRIGGERED. */
export const HOURS_TRIGGERED =
  "round(coalesce(sum(CASE WHEN evaluation_status = 'TRIGGERED' THEN timestampdiff(SECOND, evaluation_timestamp, lasted_until) END), 0) / 3600, 1)";

/** Of `evaluations`: the share, in percent, of those that people judged which they judged to be no trouble. */
export const FALSE_POSITIVE_PCT =
  "round(100.0 * count_if(feedback = 'FALSE_POSITIVE') / nullif(count(feedback), 0), 1)";
