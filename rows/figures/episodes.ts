import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";

/** From when until when figures are worked out, as expressions of SQL; the end is not in it. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** The last days before now, for what has no parameters. */
export function lastDaysUntilNow(days: number): Period {
  return { from: `current_timestamp() - INTERVAL ${days} DAYS`, until: "current_timestamp()" };
}

/** How long before the period evaluations are read, to know in which state an alert came into it. */
const DAYS_BEFORE = 35;

const OF_THE_ALERT = "OVER (PARTITION BY alert_id ORDER BY evaluation_timestamp, evaluation_id)";

/**
 * The parts of a WITH that end in `episodes`: those of the period, and those that began before it and were not over when it began.
 *
 * An episode begins with an evaluation that is TRIGGERED while the one before was not, and ends with the next that is OK. An
 * ERROR says nothing about the trouble: it neither begins nor ends one. What a score held back is OK, and told nobody. One of
 * its evaluations judged TRUE_POSITIVE makes it justified, whatever others were judged: it was not noise to whoever said so.
 * docs/report.md says the same in words.
 */
export function episodesOf(names: TableNames, { from, until }: Period): string {
  return [
    "seen AS (",
    "  SELECT alert_id, severity, evaluation_id, evaluation_timestamp, evaluation_status, feedback, acknowledged_at,",
    `    lag(evaluation_status) ${OF_THE_ALERT} AS status_before, previous_status`,
    `  FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
    `  WHERE evaluation_timestamp >= ${from} - INTERVAL ${DAYS_BEFORE} DAYS AND evaluation_timestamp < ${until}`,
    "    AND evaluation_status <> 'ERROR'",
    "),",
    "numbered AS (",
    "  SELECT *, evaluation_status = 'TRIGGERED' AS is_firing,",
    "    status_before IS NULL AND coalesce(previous_status, 'OK') = 'TRIGGERED' AS is_continued,",
    "    sum(CASE WHEN evaluation_status = 'TRIGGERED' AND coalesce(status_before, 'OK') <> 'TRIGGERED' THEN 1 ELSE 0 END)",
    `      ${OF_THE_ALERT} AS episode`,
    "  FROM seen",
    "),",
    "episodes AS (",
    "  SELECT alert_id, severity, began_at, ended_at, last_seen_at, acknowledged_at, judgement,",
    `    began_at >= ${from} AND NOT is_continued AS is_new`,
    "  FROM (",
    "    SELECT alert_id, min_by(severity, evaluation_timestamp) AS severity, min(evaluation_timestamp) AS began_at, max(evaluation_timestamp) AS last_seen_at,",
    "      min(CASE WHEN NOT is_firing THEN evaluation_timestamp END) AS ended_at,",
    "      min(CASE WHEN is_firing THEN acknowledged_at END) AS acknowledged_at,",
    // By its letters, TRUE_POSITIVE is the greater of the two.
    "      max(CASE WHEN is_firing THEN feedback END) AS judgement,",
    "      count_if(is_firing AND is_continued) > 0 AS is_continued",
    "    FROM numbered WHERE episode > 0 GROUP BY alert_id, episode",
    "  )",
    `  WHERE ended_at IS NULL OR ended_at > ${from}`,
    ")",
  ].join("\n");
}
