import { aggregationOf, type AlertBody, type AlertColumn } from "../alerts/alert-shape";

/** What templates can show of a result. */
export const MAX_RESULT_ROWS = 100;

/**
 * The alert's query in the service's wrapper. Without an aggregation the rows come as they are: the first one counts.
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/query-patterns
 */
export function evaluationQuery({ query_text, evaluation: { source, threshold } }: AlertBody): string {
  // A query may end in a comment.
  const query = `WITH q AS (\n${query_text}\n)`;
  const columns = threshold?.column === undefined ? [source] : [source, threshold.column];
  const isAggregated = columns.some((column) => aggregationOf(column) !== undefined);
  if (!isAggregated) return `${query} SELECT * FROM q LIMIT ${MAX_RESULT_ROWS}`;
  const selected = columns.map((column) => `${aggregate(column)} AS ${quoted(resultName(column))}`);
  return `${query} SELECT ${[...new Set(selected)].join(", ")} FROM q`;
}

/** What the column is called in the result. */
export function resultName({ name, display }: AlertColumn): string {
  return display === undefined || display === "" ? name : display;
}

/** A column of the first row beside an aggregated one: not documented, so nothing is held against it. */
function aggregate(source: AlertColumn): string {
  const column = quoted(source.name);
  const aggregation = aggregationOf(source);
  if (aggregation === undefined) return `first(${column})`;
  if (aggregation === "COUNT_DISTINCT") return `COUNT(DISTINCT ${column})`;
  return `${aggregation}(${column})`;
}

function quoted(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
