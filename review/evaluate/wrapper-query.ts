import type { AuthoredAlert } from "../../alerting/authored-alert";
import { aggregateSql } from "../../alerting/compile/aggregate-sql";
import type { LiveColumn } from "../../alerting/definition";
import { quoteIdentifier, subquery } from "../../sql/quoting";

/** The name of the columns that a wrapper gives. */
export const WRAPPER_COLUMNS = {
  value: "alert_value",
  type: "alert_type",
  limit: "alert_limit",
  limitType: "alert_limit_type",
  rows: "alert_rows",
} as const;

/**
 * What the service's wrapper gives, for at most one row: what is compared, as text and with its type. With an aggregation the
 * rows are counted along the way; without one the first row counts. The service names the query by a WITH; ours is a
 * subquery, for what begins with SELECT can only be a query (`RowQueries`).
 *
 * `query` stands for the alert's own query, so that it may be one whose clock was replaced.
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/query-patterns
 */
export function wrapperQuery(alert: EvaluatedAlert, query = alert.queryText): string {
  const { value, type, limit, limitType, rows } = WRAPPER_COLUMNS;
  const columns = comparedColumns(alert);
  const names = [value, limit];
  const aggregated = comparesAggregates(alert);
  const compared = columns.map((column, index) => `${compare(column, aggregated)} AS ${names[index]}`);
  const types = [type, limitType];
  const shown = columns.flatMap((_, index) => [
    `CAST(${names[index]} AS STRING) AS ${names[index]}`,
    `typeof(${names[index]}) AS ${types[index]}`,
  ]);
  const counted = aggregated ? [`COUNT(*) AS ${rows}`] : [];
  return [
    `SELECT ${[...shown, ...(aggregated ? [rows] : [])].join(", ")}`,
    `FROM (SELECT ${[...compared, ...counted].join(", ")}`,
    `FROM ${subquery(query)}${aggregated ? "" : " LIMIT 1"})`,
  ].join("\n");
}

/** How many rows the alert's query gives. */
export function countQuery({ queryText }: EvaluatedAlert): string {
  return `SELECT COUNT(*) AS ${WRAPPER_COLUMNS.rows} FROM ${subquery(queryText)}`;
}

/** The source, and the column that it is compared with, if it is one. */
export function comparedColumns({ evaluation }: EvaluatedAlert): readonly LiveColumn[] {
  const { source, threshold } = evaluation;
  return threshold?.column === undefined ? [source] : [source, threshold.column];
}

export function comparesAggregates(alert: EvaluatedAlert): boolean {
  return comparedColumns(alert).some(({ aggregation }) => aggregation !== undefined);
}

/** What the service does with a column that is not aggregated beside one that is, nobody says: the first row's value. */
export function compare({ name, aggregation }: LiveColumn, aggregated: boolean): string {
  const column = quoteIdentifier(name);
  if (aggregation === undefined) return aggregated ? `first(${column})` : column;
  return aggregateSql(aggregation, column);
}

/** What can be evaluated: what a row describes, and what somebody made of its alert in the workspace. */
export interface EvaluatedAlert extends Pick<AuthoredAlert, "queryText"> {
  readonly evaluation: Omit<AuthoredAlert["evaluation"], "notification">;
}
