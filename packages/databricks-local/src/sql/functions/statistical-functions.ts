import { unsupported } from "../sql-faults";
import { simpleType, type SqlType } from "../types/sql-type";
import {
  aggregate,
  aggregateCall,
  type FunctionCall,
  type FunctionTable,
  sameAggregate,
  typeOfArgument,
} from "./function-spec";

/** Aggregates that describe a distribution. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions */
export const STATISTICAL_FUNCTIONS: FunctionTable = {
  approx_count_distinct: aggregate(
    1,
    2,
    // Small groups are counted exactly by either system; DuckDB's own estimate takes no error bound.
    ([value = ""], call) => aggregateCall("count", [value], { ...call, distinct: true }),
    "bigint",
  ),
  approx_percentile: aggregate(2, 3, approximate, percentileType(typeOfFirst)),
  corr: statistic("corr", 2),
  covar_pop: statistic("covar_pop", 2),
  covar_samp: statistic("covar_samp", 2),
  kurtosis: statistic("kurtosis_pop"),
  median: aggregate(1, 1, ([value = ""], call) => aggregateCall("median", [asDouble(value)], call), "double"),
  percentile: aggregate(
    2,
    3,
    percentile,
    percentileType(() => simpleType("double")),
  ),
  percentile_approx: aggregate(2, 3, approximate, percentileType(typeOfFirst)),
  percentile_cont: aggregate(1, 1, withinGroup("quantile_cont"), "double"),
  percentile_disc: aggregate(1, 1, withinGroup("quantile_disc"), "double"),
  regr_avgx: statistic("regr_avgx", 2),
  regr_avgy: statistic("regr_avgy", 2),
  regr_count: sameAggregate("regr_count", 2, 2, "bigint"),
  regr_intercept: statistic("regr_intercept", 2),
  regr_r2: statistic("regr_r2", 2),
  regr_slope: statistic("regr_slope", 2),
  regr_sxx: statistic("regr_sxx", 2),
  regr_sxy: statistic("regr_sxy", 2),
  regr_syy: statistic("regr_syy", 2),
  // DuckDB's skewness is that of a sample; Databricks' is the population's.
  skewness: aggregate(1, 1, skewness, "double"),
  std: statistic("stddev_samp"),
  stddev: statistic("stddev_samp"),
  stddev_pop: statistic("stddev_pop"),
  stddev_samp: statistic("stddev_samp"),
  var_pop: statistic("var_pop"),
  var_samp: statistic("var_samp"),
  variance: statistic("var_samp"),
};

function asDouble(value: string): string {
  return `CAST(${value} AS DOUBLE)`;
}

function statistic(duckDbName: string, count = 1) {
  return aggregate(
    count,
    count,
    (args, call) => aggregateCall(duckDbName, args.map(asDouble), call),
    "double",
  );
}

function typeOfFirst(call: FunctionCall): SqlType | undefined {
  const rule = typeOfArgument(0);
  return typeof rule === "function" ? rule(call) : undefined;
}

/** Several shares give an array. */
function percentileType(element: (call: FunctionCall) => SqlType | undefined) {
  return (call: FunctionCall): SqlType | undefined => {
    const type = element(call);
    return call.types[1]?.kind === "array" ? type && { kind: "array", element: type } : type;
  };
}

/** An element of the group: the smallest that the given share of values does not exceed. */
function approximate([value = "", share = ""]: readonly string[], call: FunctionCall): string {
  return aggregateCall("quantile_disc", [value, share], call);
}

/** Between two elements the value lies on a line; weights say how often a value counts. */
function percentile([value = "", share = "", weight]: readonly string[], call: FunctionCall): string {
  if (weight === undefined) return aggregateCall("quantile_cont", [asDouble(value), share], call);
  if (call.over !== "" || call.types[1]?.kind === "array")
    throw unsupported("percentile with weights and OVER or several shares");
  const values = aggregateCall(
    "list",
    [`list_transform(range(${weight}), lambda i: ${asDouble(value)})`],
    call,
  );
  return `list_aggregate(flatten(${values}), 'quantile_cont', ${share})`;
}

function withinGroup(name: string) {
  return ([share = ""]: readonly string[], call: FunctionCall): string => {
    const [, value = "", direction = ""] =
      /^ ORDER BY ([\s\S]*) (ASC|DESC) NULLS (?:FIRST|LAST)$/.exec(call.within) ?? [];
    if (value === "") throw unsupported(`${call.name} without WITHIN GROUP (ORDER BY one expression)`);
    const wanted = direction === "DESC" ? `1 - ${share}` : share;
    const plain = { ...call, within: "" };
    if (name === "quantile_cont" || direction === "ASC")
      return aggregateCall(name, [asDouble(value), wanted], plain);
    // From the top: the mirror image of the values has the same order from below.
    return `-${aggregateCall(name, [`-${asDouble(value)}`, share], plain)}`;
  };
}

function skewness([value = ""]: readonly string[], call: FunctionCall): string {
  const x = asDouble(value);
  const n = aggregateCall("count", [x], call);
  const [mean, square, cube] = [x, `power(${x}, 2)`, `power(${x}, 3)`].map((term) =>
    aggregateCall("avg", [term], call),
  );
  const spread = aggregateCall("stddev_pop", [x], call);
  return `CASE WHEN ${n} = 0 THEN NULL WHEN ${spread} = 0 THEN CAST('NaN' AS DOUBLE) ELSE (${cube ?? ""} - 3 * ${mean ?? ""} * ${square ?? ""} + 2 * power(${mean ?? ""}, 3)) / power(${spread}, 3) END`;
}
