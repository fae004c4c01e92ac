import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { literalNumber } from "../syntax/literal-values";
import { argumentAs } from "../translate/coerce";
import { isDayTime, isSimple } from "../types/coercion";
import { type Wanted } from "../types/implicit-cast";
import { arrayType, intervalType, simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch, unexpectedInput } from "../types/type-faults";
import { orderedBy } from "./aggregate-functions";
import {
  aggregate,
  aggregateCall,
  type FunctionCall,
  type FunctionTable,
  sameAggregate,
  typeOfArgument,
} from "./function-spec";
import { may, takes } from "./takes";

const SHARE: Wanted = ["double", arrayType(simpleType("double"))];
const MEASURED: Wanted = ["numeric", "year-month", "day-time"];

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions */
export const STATISTICAL_FUNCTIONS: FunctionTable = {
  approx_count_distinct: aggregate(
    takes("any", may("double")),
    // Small groups are counted exactly by either system; DuckDB's own estimate takes no error bound.
    ([value = ""], call) => aggregateCall("count", [value], { ...call, distinct: true }),
    "bigint",
  ),
  approx_percentile: aggregate(takesApproximate(), approximate, percentileType(typeOfFirst)),
  corr: statistic("corr", 2),
  covar_pop: statistic("covar_pop", 2),
  covar_samp: statistic("covar_samp", 2),
  kurtosis: statistic("kurtosis_pop"),
  median: aggregate(takes(MEASURED), median, measuredType),
  percentile: aggregate(takes(MEASURED, SHARE, may("bigint")), percentile, percentileType(measuredType)),
  percentile_approx: aggregate(takesApproximate(), approximate, percentileType(typeOfFirst)),
  percentile_cont: aggregate(takes(SHARE), withinGroup("quantile_cont"), withinType),
  percentile_disc: aggregate(takes(SHARE), withinGroup("quantile_disc"), withinType),
  regr_avgx: statistic("regr_avgx", 2),
  regr_avgy: statistic("regr_avgy", 2),
  regr_count: sameAggregate("regr_count", takes("double", "double"), "bigint"),
  regr_intercept: statistic("regr_intercept", 2),
  regr_r2: statistic("regr_r2", 2),
  regr_slope: statistic("regr_slope", 2),
  regr_sxx: statistic("regr_sxx", 2),
  regr_sxy: statistic("regr_sxy", 2),
  regr_syy: statistic("regr_syy", 2),
  // DuckDB's skewness is that of a sample; Databricks' is the population's.
  skewness: aggregate(
    takes("double"),
    ([value = ""], call) => guarded([value], call, ([x = ""]) => skewness(x, call)),
    "double",
  ),
  std: statistic("stddev_samp"),
  stddev: statistic("stddev_samp"),
  stddev_pop: statistic("stddev_pop"),
  stddev_samp: statistic("stddev_samp"),
  var_pop: statistic("var_pop"),
  var_samp: statistic("var_samp"),
  variance: statistic("var_samp"),
};

function statistic(duckDbName: string, count = 1) {
  return aggregate(
    takes(...Array.from({ length: count }, () => "double" as const)),
    (args, call) => guarded(args, call, (values) => aggregateCall(duckDbName, values, call)),
    "double",
  );
}

/** NaN where a value is NaN or infinite, where DuckDB fails; NULL where it says NaN for want of values or of a spread. */
function guarded(
  args: readonly string[],
  call: FunctionCall,
  print: (args: readonly string[]) => string,
): string {
  const isFinite = args.map((arg) => `isfinite(${arg})`).join(" AND ");
  const isThere = args.map((arg) => `${arg} IS NOT NULL`).join(" AND ");
  const isOdd = aggregateCall("bool_or", [`${isThere} AND NOT (${isFinite})`], { ...call, distinct: false });
  const [first = "", ...others] = args;
  const result = print([`CASE WHEN ${isFinite} THEN ${first} END`, ...others]);
  return `CASE WHEN coalesce(${isOdd}, FALSE) THEN CAST('NaN' AS DOUBLE) ELSE memory.main.dbx_known(${result}) END`;
}

function typeOfFirst(call: FunctionCall): SqlType | undefined {
  const rule = typeOfArgument(0);
  return typeof rule === "function" ? rule(call) : undefined;
}

/** Numbers as DOUBLE, intervals with all units. */
function refuseOrder(call: FunctionCall): void {
  if (!call.isOrdered && call.frame === "") return;
  throw new SqlError(
    "INVALID_WINDOW_SPEC_FOR_AGGREGATION_FUNC",
    "42601",
    `Cannot specify ORDER BY or a window frame for ${call.name}.`,
  );
}

function measuredType({ types: [type] }: FunctionCall): SqlType {
  if (type?.kind !== "interval") return simpleType("double");
  return isDayTime(type) ? intervalType("day", "second") : intervalType("year", "month");
}

/** Several shares give an array. */
function percentileType(element: (call: FunctionCall) => SqlType | undefined, at = 1) {
  return (call: FunctionCall): SqlType | undefined => {
    const type = element(call);
    return call.types[at]?.kind === "array" ? type && arrayType(type) : type;
  };
}

function takesApproximate() {
  const taken = takes(
    ["numeric", "date", "timestamp", "timestamp_ntz", "year-month", "day-time"],
    SHARE,
    may("integral"),
  );
  return {
    ...taken,
    coerce: (args: Parameters<typeof taken.coerce>[0], name: string) => {
      const [value, ...others] = args;
      if (!value) return args;
      const isText = isSimple(value.type, "string");
      return taken.coerce([isText ? argumentAs(name, 0, value, "double") : value, ...others], name);
    },
  };
}

/** An element of the group: the smallest that the given share of values does not exceed. */
function approximate([value = "", share = ""]: readonly string[], call: FunctionCall): string {
  checkShare(call, 1);
  const accuracy = literalNumber(call.nodes[2]);
  if (accuracy !== undefined && accuracy <= 0) throw outOfRange(call.name, "accuracy", "(0, 2147483647]");
  return aggregateCall("quantile_disc", [value, share], call);
}

function checkShare({ nodes, name }: FunctionCall, at: number): void {
  const share = literalNumber(nodes[at]);
  if (share !== undefined && (share < 0 || share > 1)) throw outOfRange(name, "percentage", "[0.0, 1.0]");
  if (nodes[at]?.kind === "null")
    throw typeMismatch("UNEXPECTED_NULL", `The percentage of ${name} must not be null.`);
}

function outOfRange(name: string, what: string, range: string) {
  return typeMismatch("VALUE_OUT_OF_RANGE", `The ${what} of ${name} must be between ${range}.`);
}

/** A number or interval as the quantiles read it, and what they give as the type. */
function continuous(value: string, share: string, call: FunctionCall): string {
  const type = call.types[0];
  if (type?.kind !== "interval")
    return aggregateCall("quantile_cont", [`CAST(${value} AS DOUBLE)`, share], call);
  const [read, make] = isDayTime(type) ? ["dbx_micros", "dbx_of_micros"] : ["dbx_months", "dbx_of_months"];
  return `memory.main.${make}(round(${aggregateCall("quantile_cont", [`memory.main.${read}(${value})`, share], call)}))`;
}

function median([value = ""]: readonly string[], call: FunctionCall): string {
  refuseOrder(call);
  return continuous(value, "0.5", call);
}

/** Between two elements the value lies on a line; weights say how often a value counts. */
function percentile([value = "", share = "", weight]: readonly string[], call: FunctionCall): string {
  checkShare(call, 1);
  if (weight === undefined) return continuous(value, share, call);
  if (call.over !== "" || call.types[1]?.kind === "array" || call.types[0]?.kind === "interval")
    throw unsupported("percentile with weights and OVER, several shares or intervals");
  const values = aggregateCall(
    "list",
    [`memory.main.dbx_list_repeat(CAST(${value} AS DOUBLE), dbx_weight(${weight}))`],
    call,
  );
  return `list_aggregate(flatten(${values}), 'quantile_cont', ${share})`;
}

function withinType(call: FunctionCall): SqlType | undefined {
  const { type } = orderedBy(call).value;
  const element = measuredType({ ...call, types: [type] });
  return call.types[0]?.kind === "array" ? arrayType(element) : element;
}

function withinGroup(name: string) {
  return ([share = ""]: readonly string[], call: FunctionCall): string => {
    const { value, descending } = orderedBy(call);
    refuseOrder(call);
    checkShare(call, 0);
    const taken = argumentAs(call.name, 0, value, MEASURED);
    if (taken.type?.kind === "interval") throw unsupported(`${call.name} of intervals`);
    if (!taken.type) throw unexpectedInput(call.name, 0, MEASURED, simpleType("void"));
    const x = `CAST(${taken.text} AS DOUBLE)`;
    const isArray = call.types[0]?.kind === "array";
    const plain = { ...call, within: undefined };
    if (!descending) return aggregateCall(name, [x, share], plain);
    if (isArray) throw unsupported(`${call.name} with several shares and ORDER BY … DESC`);
    if (name === "quantile_cont") return aggregateCall(name, [x, `1 - ${share}`], plain);
    // From the top: the mirror image of the values has the same order from below.
    return `-${aggregateCall(name, [`-${x}`, share], plain)}`;
  };
}

function skewness(x: string, call: FunctionCall): string {
  const [mean, square, cube] = [x, `power(${x}, 2)`, `power(${x}, 3)`].map((term) =>
    aggregateCall("avg", [term], call),
  );
  const spread = aggregateCall("stddev_pop", [x], call);
  return `CASE WHEN ${spread} > 0 THEN (${cube ?? ""} - 3 * ${mean ?? ""} * ${square ?? ""} + 2 * power(${mean ?? ""}, 3)) / power(${spread}, 3) END`;
}
