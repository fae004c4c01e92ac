import { qualifiedName, type TableNames } from "../../alerting/table-names";
import { ALERT_HISTORY } from "../../alerting/tables/alert-history";
import type { FEEDBACK_VALUES } from "../../alerting/tables/allowed-values";
import type { Statement } from "../../databricks/run-statement";
import { rowsSource } from "./write-rows";

export type Feedback = (typeof FEEDBACK_VALUES)[number];
/** What people say of a firing: what it was, that they have seen it, or nothing any more. */
export type Said = Feedback | "ACKNOWLEDGED" | null;

/** Which firings are read. */
export interface WantedFirings {
  /** Left out: of all alerts. */
  readonly alertId?: string;
  readonly from: Date;
  /** Not in it. */
  readonly to: Date;
  /** Those that nobody has judged. @default judged ones, too */
  readonly isUnjudged?: boolean;
}

const MOST_FIRINGS = 1000;

/** Firings, those that a score held back among them, the newest first: at most 1,000. */
export function readFirings(
  names: TableNames,
  { alertId, from, to, isUnjudged = false }: WantedFirings,
): Statement {
  return {
    sql: [
      "SELECT evaluation_id, alert_id, alert_name, severity, unix_millis(evaluation_timestamp) AS at,",
      "  coalesce(CAST(query_result_value_double AS STRING), query_result_value_string) AS value, ml_score, ml_suppressed, feedback",
      `FROM ${qualifiedName(names, ALERT_HISTORY.name)}`,
      "WHERE (evaluation_status = 'TRIGGERED' OR ml_suppressed)",
      "  AND evaluation_timestamp >= CAST(:from AS TIMESTAMP) AND evaluation_timestamp < CAST(:to AS TIMESTAMP)",
      ...(alertId === undefined ? [] : ["  AND alert_id = :alert"]),
      ...(isUnjudged ? ["  AND feedback IS NULL"] : []),
      `ORDER BY evaluation_timestamp DESC, evaluation_id LIMIT ${MOST_FIRINGS}`,
    ].join("\n"),
    parameters: {
      from: from.toISOString(),
      to: to.toISOString(),
      ...(alertId !== undefined && { alert: alertId }),
    },
  };
}

/**
 * Writes what was said of the evaluations; NULL takes all of it back. Who judges a firing has seen it, too. Of when it was seen
 * the first time stays, also where the statement is sent twice.
 */
export function writeFeedback(names: TableNames, evaluationIds: readonly string[], said: Said): Statement {
  const columns = ["evaluation_id", "feedback"].map((name) => ({ name, type: "STRING" }));
  const feedback = said === "ACKNOWLEDGED" ? null : said;
  const rows = evaluationIds.map((evaluation_id) => ({ evaluation_id, feedback }));
  const seen = said === null ? "NULL" : "coalesce(t.acknowledged_at, current_timestamp())";
  const sets = [...(said === "ACKNOWLEDGED" ? [] : ["feedback = s.feedback"]), `acknowledged_at = ${seen}`];
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, ALERT_HISTORY.name)} AS t`,
      `USING ${rowsSource("judged", columns)} AS s`,
      "ON t.evaluation_id = s.evaluation_id",
      `WHEN MATCHED THEN UPDATE SET ${sets.join(", ")}`,
    ].join("\n"),
    parameters: { judged: JSON.stringify(rows) },
  };
}
