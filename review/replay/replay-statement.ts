import { type EvaluatedAlert, wrapperQuery } from "../evaluate/wrapper-query";
import type { ClockedQuery, RowsRead } from "../../sql/clocked-query";

/** The number of the moment that a row of an answer is about. */
export const MOMENT_COLUMN = "replay_moment";

/** Which rows of the tables are read. */
export interface ReadRows extends Pick<RowsRead, "condition"> {
  /** Table → its newest version's time, for time travel: Delta refuses a time after it. */
  readonly lastChanges?: ReadonlyMap<string, Date>;
}

/**
 * All moments in one query of the wrapper, joined to each of them: the clock is a column of the row beside it. The tables
 * are read once, whatever the number of moments. A moment without a row has NULLs.
 *
 * Databricks SQL takes a lateral subquery with a WITH, an aggregation or a LIMIT in it, and refuses those whose references
 * to the row beside them it cannot resolve or take apart (in a subquery of the subquery, in some joins and windows).
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-join
 * @see https://docs.databricks.com/aws/en/error-messages/unsupported-subquery-expression-category-error-class
 */
export function lateralStatement(
  alert: EvaluatedAlert,
  query: ClockedQuery,
  moments: readonly Date[],
  rows: Pick<RowsRead, "condition">,
): string {
  const values = moments.map((moment, index) => `(${index}, ${literal(moment)})`);
  return [
    `SELECT replay_clock.${MOMENT_COLUMN}, replay_answer.*`,
    `FROM (VALUES ${values.join(", ")}) AS replay_clock(${MOMENT_COLUMN}, as_of)`,
    `LEFT JOIN LATERAL (\n${wrapperQuery(alert, query.at("replay_clock.as_of", rows))}\n) AS replay_answer ON TRUE`,
  ].join("\n");
}

/**
 * The wrapper once for each moment, with the moment in its text: what the service runs, and any query can be asked so. The
 * warehouse plans and reads for each of them anew.
 */
export function copiesStatement(
  alert: EvaluatedAlert,
  query: ClockedQuery,
  moments: readonly Date[],
  { condition, lastChanges }: ReadRows,
): string {
  return moments
    .map((moment, index) => {
      const asOf = (table: string) =>
        moment <= (lastChanges?.get(table) ?? moment) ? literal(moment) : undefined;
      const at = query.at(literal(moment), {
        ...(lastChanges && { asOf }),
        ...(condition && { condition }),
      });
      return `SELECT ${index} AS ${MOMENT_COLUMN}, replay_answer.* FROM (\n${wrapperQuery(alert, at)}\n) AS replay_answer`;
    })
    .join("\nUNION ALL\n");
}

function literal(moment: Date): string {
  return `TIMESTAMP '${moment.toISOString()}'`;
}
