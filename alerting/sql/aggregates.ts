import { argumentsOf, nameOf } from "./function-calls";
import { visit } from "./nodes-of";
import type { Expression, FunctionNode, Select } from "./tree";

/** Functions whose value is never below zero and never NULL. */
const COUNTS = new Set(["count", "count_if", "approx_count_distinct"]);

/** @see https://docs.databricks.com/sql/language-manual/sql-ref-functions-builtin.html#aggregate-functions */
const AGGREGATES = new Set([
  ...COUNTS,
  ...["any", "any_value", "approx_percentile", "approx_top_k", "array_agg", "avg", "bool_and", "bool_or"],
  ...["collect_list", "collect_set", "corr", "covar_pop", "covar_samp", "every", "first", "first_value"],
  ...[
    "kurtosis",
    "last",
    "last_value",
    "listagg",
    "max",
    "max_by",
    "mean",
    "median",
    "min",
    "min_by",
    "mode",
  ],
  ...["percentile", "percentile_approx", "percentile_cont", "percentile_disc", "skewness", "some", "std"],
  ...[
    "stddev",
    "stddev_pop",
    "stddev_samp",
    "string_agg",
    "sum",
    "try_avg",
    "try_sum",
    "var_pop",
    "var_samp",
  ],
  ...["variance"],
]);

/** Whether rows are put together into groups, or into one row. */
export function isAggregated(select: Select): boolean {
  return isGrouped(select) || aggregatesIn([select.projection, select.having]).length > 0;
}

/** Whether there is a GROUP BY. */
export function isGrouped({ group_by: groupBy }: Select): boolean {
  return groupBy.Expressions === undefined || groupBy.Expressions[0].length > 0;
}

/** Whether the expression counts something, through `coalesce(…, 0)` and its kin. */
export function isCount({ Function: call, Nested }: Expression): boolean {
  if (Nested) {
    return isCount(Nested);
  }
  const name = call ? nameOf(call) : "";
  const [first] = call && ["coalesce", "ifnull", "nvl"].includes(name) ? (argumentsOf(call) ?? []) : [];
  return COUNTS.has(name) || (first !== undefined && isCount(first));
}

/** Calls of aggregate functions that are neither over a window nor inside of a query of their own. */
function aggregatesIn(tree: unknown): FunctionNode[] {
  const found: FunctionNode[] = [];
  visit(tree, (node) => {
    const { Function: call }: Expression = node;
    if (call && !call.over && AGGREGATES.has(nameOf(call))) found.push(call);
    return !("body" in node && "locks" in node);
  });
  return found;
}
