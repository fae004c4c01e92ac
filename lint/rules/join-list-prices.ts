import { columnOrigin } from "../../sql/column-origin";
import { isAggregated } from "../../sql/aggregates";
import { visit } from "../../sql/nodes-of";
import type { SelectScope, Source } from "../../sql/select-scopes";
import type { LintRule } from "../lint-rule";

/** The tables of prices, also as views of them in another catalog. */
const PRICES = /(?:^|[._])billing\.(?:list_prices|account_prices)$/;
const END = "price_end_time";

export const JOIN_LIST_PRICES: LintRule = {
  id: "join/list-prices",
  severity: "warning",
  title: "Usage is joined with list prices without the time for which a price holds.",
  reason:
    "The table of prices has one row for each time that a price held. Without that time in the join each use counts once for every price that its SKU ever had, and costs come out too high.",
  fix: "Join on price_start_time and price_end_time, too: usage_end_time >= price_start_time AND (price_end_time IS NULL OR usage_end_time < price_end_time).",
  check: ({ scopes }) =>
    scopes.flatMap((scope) => {
      const prices =
        scope.sources.length > 1 ? scope.sources.flatMap((source) => pricesOf(source) ?? []) : [];
      const [table] = prices;
      return table === undefined || isHeld(scope)
        ? []
        : [
            {
              column: "alert_query_template" as const,
              about: table,
              message: `${table} is joined without a condition on ${END}.`,
            },
          ];
    }),
};

/** The table of prices that the source is, or hands on with all times of a price. */
function pricesOf({ table, query, scopes }: Source): string | undefined {
  if (table !== undefined) {
    return PRICES.test(table) ? table : undefined;
  }
  // Grouping, DISTINCT, QUALIFY and LIMIT leave one price of several, or may do so.
  const isPlain = query !== undefined && !query.limit_clause;
  return scopes
    .filter(({ select }) => isPlain && !select.distinct && !select.qualify && !isAggregated(select))
    .filter((scope) => scope.sources.length === 1 && !isHeld(scope))
    .flatMap(({ sources }) => sources.flatMap((source) => pricesOf(source) ?? []))[0];
}

/** Whether a condition names the end of a price's time, by whatever name it was handed on. */
function isHeld(scope: SelectScope): boolean {
  let isNamed = false;
  visit(scope.conditions, (node) => {
    const column = columnOrigin(node, scope)?.column;
    isNamed ||= column === END || (typeof node["value"] === "string" && node["value"].toLowerCase() === END);
    return !isNamed;
  });
  return isNamed;
}
