import { visit } from "./nodes-of";
import { argumentsOf, nameOf } from "./function-calls";
import type { Expression, FunctionNode, Select } from "./tree";

/** Functions whose value is never below zero and never NULL. */
const COUNTS = new Set(["count", "count_if", "approx_count_distinct", "regr_count"]);

/** Those that give something else than NULL, an empty list for example, where there is no row. */
const EMPTY_OVER_NOTHING = new Set(
  "array_agg collect_list collect_set count_min_sketch hll_sketch_agg hll_union_agg bitmap_and_agg bitmap_construct_agg bitmap_or_agg".split(
    " ",
  ),
);

/** Sketches of all kinds, of which each release brings more. */
const SKETCHES =
  /^(?:approx_top_k_(?:accumulate|combine)|(?:kll_(?:sketch|merge)|theta_(?:sketch|union|intersection)|tuple_(?:sketch|union|intersection))_agg\w*)$/;

/** @see https://docs.databricks.com/sql/language-manual/sql-ref-functions-builtin.html#aggregate-functions */
// One line per family.
// prettier-ignore
const AGGREGATES = new Set([
  ...COUNTS,
  ...EMPTY_OVER_NOTHING,
  "any", "any_value", "bool_and", "bool_or", "every", "first", "first_value", "last", "last_value", "measure", "mode", "some",
  "avg", "max", "max_by", "mean", "median", "min", "min_by", "sum", "try_avg", "try_sum",
  "approx_percentile", "approx_top_k", "histogram_numeric", "percentile", "percentile_approx", "percentile_cont", "percentile_disc",
  "corr", "covar_pop", "covar_samp", "kurtosis", "skewness", "std", "stddev", "stddev_pop", "stddev_samp", "var_pop", "var_samp", "variance",
  "regr_avgx", "regr_avgy", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy",
  "bit_and", "bit_or", "bit_xor", "listagg", "string_agg",
  "schema_of_json_agg", "schema_of_variant_agg", "schema_of_xml_agg", "st_envelope_agg", "st_union_agg", "vector_avg", "vector_sum",
]);

/** Whether the call puts rows together; one over a window does not. */
export function isAggregate(call: FunctionNode): boolean {
  return !call.over && (AGGREGATES.has(nameOf(call)) || SKETCHES.test(nameOf(call)));
}

/** Whether the aggregate is NULL where there is no row. */
export function isNullOverNothing(call: FunctionNode): boolean {
  const name = nameOf(call);
  return isAggregate(call) && !COUNTS.has(name) && !EMPTY_OVER_NOTHING.has(name) && !SKETCHES.test(name);
}

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
  if (Nested) return isCount(Nested);

  const name = call ? nameOf(call) : "";
  const [first] = call && ["coalesce", "ifnull", "nvl"].includes(name) ? (argumentsOf(call) ?? []) : [];
  return COUNTS.has(name) || (first !== undefined && isCount(first));
}

/** Calls of aggregate functions that are neither over a window nor inside of a query of their own. */
function aggregatesIn(tree: unknown): FunctionNode[] {
  const found: FunctionNode[] = [];
  visit(tree, (node) => {
    const { Function: call }: Expression = node;
    if (call && isAggregate(call)) found.push(call);
    return !("body" in node && "locks" in node);
  });
  return found;
}
