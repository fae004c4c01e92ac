import { qualifiedName } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import type { Dataset } from "./dataset";

/** As far back as judgements count for the score `feedback`. */
const LAST_DAYS = 180;

/**
 * Whether scores are what people say: of the evaluations with a score, in steps of a tenth, how many were held back, and what
 * share of the judged ones was justified. A good score has few justified ones below the threshold, and few others above.
 */
export const SCORE_CALIBRATION: Dataset<
  "score" | "firings" | "held_back" | "judged" | "justified" | "justified_pct"
> = {
  name: "score_calibration",
  title: "Scores against judgements",
  columns: ["score", "firings", "held_back", "judged", "justified", "justified_pct"],
  sql: (names) =>
    [
      "SELECT concat(CAST(tenth / 10 AS DECIMAL(2, 1)), ' – ', CAST((tenth + 1) / 10 AS DECIMAL(2, 1))) AS score,",
      "  count(*) AS firings, count_if(ml_suppressed) AS held_back, count(feedback) AS judged,",
      "  count_if(feedback = 'TRUE_POSITIVE') AS justified,",
      "  round(100.0 * count_if(feedback = 'TRUE_POSITIVE') / nullif(count(feedback), 0), 1) AS justified_pct",
      "FROM (",
      "  SELECT ml_suppressed, feedback, least(greatest(floor(ml_score * 10), 0), 9) AS tenth",
      `  FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
      `  WHERE ml_score IS NOT NULL AND evaluation_timestamp >= current_timestamp() - INTERVAL ${LAST_DAYS} DAYS`,
      ")",
      "GROUP BY tenth ORDER BY tenth",
    ].join("\n"),
};
