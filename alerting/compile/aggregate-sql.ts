import { quoteIdentifier } from "../../sql/quoting";

/** The rows' one value; `column` is an expression. */
export function aggregateSql(aggregation: string, column: string): string {
  return aggregation === "COUNT_DISTINCT" ? `COUNT(DISTINCT ${column})` : `${called(aggregation)}(${column})`;
}

/** The same beside each of the rows. */
export function aggregateOverSql(aggregation: string, column: string): string {
  // No window counts different values.
  return aggregation === "COUNT_DISTINCT"
    ? `size(collect_set(${column}) OVER ())`
    : `${called(aggregation)}(${column}) OVER ()`;
}

/** The word is the service's: whatever else it may say one day is the name of a function, and no more. */
function called(aggregation: string): string {
  return /^\w+$/.test(aggregation) ? aggregation : quoteIdentifier(aggregation);
}
