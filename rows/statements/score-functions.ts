import type { OWN_SCORES } from "../../alerting/fields/guards";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import type { DefinedObject } from "./define-objects";

type OwnScore = (typeof OWN_SCORES)[number];

/** What every score is a function of, ours and others: `docs/scores.md`. */
export const SCORE_SIGNATURE = "(alert_id STRING, value DOUBLE, moment TIMESTAMP) RETURNS DOUBLE";

/** How many of the last weeks `usual_range` looks at. */
const WEEKS = 8;
/** Of the weeks, how many must have a figure for the hour that is judged, and how many figures there must be in all. */
const LEAST_WEEKS = 4;
const LEAST_FIGURES = 28;
/** So many spreads from what is usual are a score of one half: chosen by `npm run bench -- scores`. */
const HALF_AT_SPREADS = 5;

/** How many firings people must have judged, and for how many days a judgement counts. */
const LEAST_JUDGED = 30;
const JUDGED_DAYS = 180;

/** Below it figures are no numbers to reckon with: NaN and the infinities are not. */
const FINITE = "BETWEEN -1e300D AND 1e300D";

/** The functions that come with the program, as they are made beside the tables. */
export function scoreFunctions(names: TableNames): readonly (DefinedObject & { readonly name: OwnScore })[] {
  const history = qualifiedName(names, ALERT_HISTORY.name);
  return [
    { kind: "FUNCTION", name: "usual_range", definition: usualRange(history) },
    { kind: "FUNCTION", name: "feedback", definition: feedback(history) },
  ];
}

/**
 * How unusual the figure is for this hour of the week: its distance from what is usual, in spreads, as a share of one.
 *
 * The figures of the last weeks are taken apart as in Tukey's median polish, on a scale on which a factor is a distance: what an
 * hour of the week is like, what a week is like, and the rest, whose median is the spread. So a trend and old incidents change
 * little. The hour before the moment is left out, and with it the figure that is judged, also when it is asked for later.
 *
 * Spark takes aggregates of an outer column for those of the outer query, and outer columns of one query around only: so what
 * is judged is compared beside the aggregates, never within them.
 */
function usualRange(history: string): string {
  return `${SCORE_SIGNATURE}
COMMENT 'How unusual a value is for the hour of the week, by the evaluations of the alert in the last ${WEEKS} weeks: 0 usual, ${HALF_AT_SPREADS} spreads away 0.5, 1 where too little is known'
READS SQL DATA
RETURN SELECT CASE
    WHEN value ${FINITE} AND is_known THEN CASE WHEN away > 0D THEN away / (away + ${HALF_AT_SPREADS}D * spread) ELSE 0D END
    ELSE 1D
  END
FROM (
  SELECT is_known, spread, abs(${scaled("value", "unit")} - hour_level - week_level) AS away
  FROM (
    SELECT
      count(figure) >= ${LEAST_FIGURES}
        AND count(CASE WHEN week = 0 THEN figure END) >= ${LEAST_WEEKS}
        AND count(DISTINCT CASE WHEN is_same_hour AND figure IS NOT NULL THEN week END) >= ${LEAST_WEEKS}
        AND count_if(state = 'OK' AND figure IS NULL) <= count_if(state = 'OK' AND figure IS NOT NULL) AS is_known,
      max(unit) AS unit,
      max(CASE WHEN is_same_hour THEN hour_level END) AS hour_level,
      max(CASE WHEN week = 0 THEN week_level END) AS week_level,
      1.4826D * percentile(abs(x - hour_level - week_level), 0.5D) AS spread
    FROM (SELECT *, percentile(x - week_level, 0.5D) OVER (PARTITION BY hour) AS hour_level
    FROM (SELECT *, percentile(x - first_level, 0.5D) OVER (PARTITION BY week) AS week_level
    FROM (SELECT *, percentile(x, 0.5D) OVER (PARTITION BY hour) AS first_level
    FROM (SELECT *, ${scaled("figure", "unit")} AS x
    FROM (SELECT *, coalesce(nullif(percentile(abs(figure), 0.5D) OVER (), 0D), nullif(avg(abs(figure)) OVER (), 0D), 1D) / 100D AS unit
    FROM (
      SELECT state, figure, hour, ${hourOfWeek("moment")} = hour AS is_same_hour,
        floor((unix_timestamp(moment) - unix_timestamp(at)) / 604800) AS week
      FROM (
        SELECT alert_id AS of_alert, evaluation_timestamp AS at, evaluation_status AS state,
          ${hourOfWeek("evaluation_timestamp")} AS hour,
          CASE WHEN query_result_value_double ${FINITE} THEN query_result_value_double END AS figure
        FROM ${history} WHERE evaluation_status <> 'ERROR'
      )
      WHERE of_alert = usual_range.alert_id
        AND at < moment - INTERVAL 1 HOUR AND at >= moment - INTERVAL ${7 * WEEKS} DAYS
    ))))))
  )
)`;
}

/** A factor becomes a distance, of negative figures, too; zero is a hundredth of what is common away from nothing. */
function scaled(figure: string, unit: string): string {
  return `CASE WHEN ${figure} < 0D THEN -1D ELSE 1D END * ln(1D + abs(${figure}) / ${unit})`;
}

/** In UTC, whatever a session's zone is. */
function hourOfWeek(time: string): string {
  return `pmod(floor(unix_timestamp(${time}) / 3600), 168)`;
}

/** Which share of the alert's judged firings was justified, as the mean of a Beta distribution that began even. */
function feedback(history: string): string {
  return `${SCORE_SIGNATURE}
COMMENT 'Share of the firings of the alert that people judged to be justified, of the last ${JUDGED_DAYS} days; 1 with fewer than ${LEAST_JUDGED} judged'
READS SQL DATA
RETURN SELECT CASE WHEN judged >= ${LEAST_JUDGED} THEN (justified + 1D) / (judged + 2D) ELSE 1D END
FROM (
  SELECT count(judgement) AS judged, count_if(judgement = 'TRUE_POSITIVE') AS justified
  FROM (SELECT alert_id AS of_alert, evaluation_timestamp AS at, feedback AS judgement FROM ${history})
  WHERE of_alert = feedback.alert_id AND at < moment AND at >= moment - INTERVAL ${JUDGED_DAYS} DAYS
)`;
}
