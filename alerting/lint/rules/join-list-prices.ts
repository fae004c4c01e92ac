import { visit } from "../../sql/nodes-of";
import type { Expression } from "../../sql/tree";
import type { LintRule } from "../lint-rule";

const PRICES = "system.billing.list_prices";

export const JOIN_LIST_PRICES: LintRule = {
  id: "join/list-prices",
  severity: "warning",
  title: "Usage is joined with list prices without the time for which a price holds.",
  reason:
    "The table of prices has one row for each time that a price held. Without that time in the join each use counts once for every price that its SKU ever had, and costs come out too high.",
  fix: "Join on price_start_time and price_end_time, too: usage_end_time >= price_start_time AND (price_end_time IS NULL OR usage_end_time < price_end_time).",
  check: ({ scopes }) =>
    scopes.flatMap(({ sources, conditions }) => {
      const isJoined = sources.length > 1 && sources.some(({ table }) => table === PRICES);
      return isJoined && !names(conditions, "price_end_time")
        ? [
            {
              column: "alert_query_template",
              message: `${PRICES} is joined without a condition on price_end_time.`,
            },
          ]
        : [];
    }),
};

function names(conditions: readonly Expression[], column: string): boolean {
  let isNamed = false;
  visit(conditions, (node) => {
    isNamed ||= typeof node["value"] === "string" && node["value"].toLowerCase() === column;
    return !isNamed;
  });
  return isNamed;
}
