import { unsupported } from "../sql-faults";
import { aggregate, aggregateCall, sameAggregate, type Call, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions */
export const AGGREGATE_FUNCTIONS: FunctionTable = {
  any_value: aggregate(1, 1, (args, call) => aggregateCall("first", args, call)),
  approx_count_distinct: sameAggregate("approx_count_distinct"),
  approx_percentile: aggregate(2, 3, ([value = "", share = ""], call) =>
    aggregateCall("quantile_disc", [value, share], call),
  ),
  array_agg: aggregate(1, 1, collect),
  avg: sameAggregate("avg"),
  bool_and: sameAggregate("bool_and"),
  bool_or: sameAggregate("bool_or"),
  collect_list: aggregate(1, 1, collect),
  collect_set: aggregate(1, 1, (args, call) => collect(args, { ...call, distinct: true })),
  corr: sameAggregate("corr", 2),
  count: aggregate(1, Infinity, count),
  count_if: aggregate(1, 1, ([condition = ""], call) => aggregateCall("count", ["*"], call, condition)),
  first: aggregate(1, 1, edge("first")),
  first_value: aggregate(1, 1, edge("first")),
  kurtosis: sameAggregate("kurtosis"),
  last: aggregate(1, 1, edge("last")),
  last_value: aggregate(1, 1, edge("last")),
  listagg: aggregate(1, 2, joined),
  max: sameAggregate("max"),
  max_by: sameAggregate("max_by", 2),
  mean: sameAggregate("avg"),
  median: sameAggregate("median"),
  min: sameAggregate("min"),
  min_by: sameAggregate("min_by", 2),
  mode: sameAggregate("mode"),
  percentile: aggregate(2, 2, ([value = "", share = ""], call) =>
    aggregateCall("quantile_cont", [`CAST(${value} AS DOUBLE)`, share], call),
  ),
  percentile_approx: aggregate(2, 3, ([value = "", share = ""], call) =>
    aggregateCall("quantile_disc", [value, share], call),
  ),
  skewness: sameAggregate("skewness"),
  stddev: sameAggregate("stddev_samp"),
  stddev_pop: sameAggregate("stddev_pop"),
  stddev_samp: sameAggregate("stddev_samp"),
  string_agg: aggregate(1, 2, joined),
  sum: sameAggregate("sum"),
  try_sum: sameAggregate("sum"),
  var_pop: sameAggregate("var_pop"),
  var_samp: sameAggregate("var_samp"),
  variance: sameAggregate("var_samp"),
};

/** Several columns count a row when none of them is NULL. */
function count(args: readonly string[], call: Call): string {
  if (args.length === 1) return aggregateCall("count", args, call);
  const allThere = args.map((arg) => `${arg} IS NOT NULL`).join(" AND ");
  return aggregateCall("count", [`CASE WHEN ${allThere} THEN row(${args.join(", ")}) END`], call);
}

/** NULLs are left out; no value at all is an empty array. */
function collect([value = ""]: readonly string[], call: Call): string {
  return `coalesce(${aggregateCall("list", [value], call, `${value} IS NOT NULL`)}, [])`;
}

function joined([value = "", separator = "''"]: readonly string[], call: Call): string {
  return aggregateCall("string_agg", [value, separator], call);
}

function edge(name: "first" | "last") {
  return ([value = ""]: readonly string[], call: Call): string => {
    if (call.over === "")
      return aggregateCall(name, [value], call, call.ignoreNulls ? `${value} IS NOT NULL` : undefined);
    if (call.filter !== undefined || call.distinct)
      throw unsupported(`${name} with FILTER or DISTINCT over a window`);
    return `${name}_value(${value}${call.ignoreNulls ? " IGNORE NULLS" : ""})${call.over}`;
  };
}
