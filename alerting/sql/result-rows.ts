import { isAggregated, isGrouped } from "./aggregates";
import { literalOf } from "./literal";
import type { SelectScope } from "./select-scopes";
import type { Query } from "./tree";

/** Whether the query gives one row at most, as far as its text tells. */
export function hasOneRow(query: Query, results: readonly SelectScope[]): boolean {
  const [only, ...others] = results;
  if (literalOf(query.limit_clause?.LimitOffset?.limit) === 1) {
    return true;
  }
  return only !== undefined && others.length === 0 && selectHasOneRow(only);
}

function selectHasOneRow({ select, sources }: SelectScope): boolean {
  if (select.lateral_views.length > 0) {
    return false;
  }
  if (isAggregated(select)) {
    return !isGrouped(select);
  }
  const isComplete = select.from.reduce((count, { joins }) => count + 1 + joins.length, 0) === sources.length;
  return isComplete && sources.every(({ query, scopes }) => query !== undefined && hasOneRow(query, scopes));
}

/** Whether the query gives a row whatever the data is, as far as its text tells. */
export function hasAlwaysARow(results: readonly SelectScope[]): boolean {
  return results.some(({ select }) => {
    const { having, qualify, from, selection } = select;
    const isOneGroup = isAggregated(select) && !isGrouped(select);
    return !having && !qualify && (isOneGroup || (from.length === 0 && !selection));
  });
}

/** Whether the order of its rows is fixed. */
export function isOrdered({ order_by: order }: Query): boolean {
  return order !== undefined;
}
