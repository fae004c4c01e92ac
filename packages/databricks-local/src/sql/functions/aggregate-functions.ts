import { numericResult } from "../translate/arithmetic";
import { typed } from "../translate/typed";
import { boundedDecimal, isFractional, isInteger, isSimple } from "../types/coercion";
import { duckDbType, simpleType, type SqlType } from "../types/sql-type";
import {
  aggregate,
  aggregateCall,
  arrayOfArgument,
  type FunctionCall,
  type FunctionSpec,
  type FunctionTable,
  sameAggregate,
  typeOfArgument,
  window,
} from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions */
export const AGGREGATE_FUNCTIONS: FunctionTable = {
  any: sameAggregate("bool_or", 1, 1, "boolean"),
  any_value: aggregate(1, 2, edge("first"), typeOfArgument(0)),
  array_agg: aggregate(1, 1, collect, arrayOfArgument(0)),
  avg: aggregate(1, 1, average, averageType),
  bit_and: sameAggregate("bit_and", 1, 1, typeOfArgument(0)),
  bit_or: sameAggregate("bit_or", 1, 1, typeOfArgument(0)),
  bit_xor: sameAggregate("bit_xor", 1, 1, typeOfArgument(0)),
  bool_and: sameAggregate("bool_and", 1, 1, "boolean"),
  bool_or: sameAggregate("bool_or", 1, 1, "boolean"),
  collect_list: aggregate(1, 1, collect, arrayOfArgument(0)),
  collect_set: aggregate(
    1,
    1,
    (args, call) => collect(args, { ...call, distinct: true }),
    arrayOfArgument(0),
  ),
  count: aggregate(1, Infinity, count, "bigint"),
  count_if: aggregate(
    1,
    1,
    ([condition = ""], call) => aggregateCall("count", ["*"], call, condition),
    "bigint",
  ),
  every: sameAggregate("bool_and", 1, 1, "boolean"),
  first: aggregate(1, 2, edge("first"), typeOfArgument(0)),
  first_value: aggregate(1, 2, edge("first"), typeOfArgument(0)),
  grouping: aggregate(1, 1, ([column = ""]) => `CAST(grouping(${column}) AS TINYINT)`, "tinyint"),
  grouping_id: aggregate(1, Infinity, (args) => `CAST(grouping(${args.join(", ")}) AS BIGINT)`, "bigint"),
  last: aggregate(1, 2, edge("last"), typeOfArgument(0)),
  last_value: aggregate(1, 2, edge("last"), typeOfArgument(0)),
  listagg: aggregate(1, 2, joined, "string"),
  max: sameAggregate("max", 1, 1, typeOfArgument(0)),
  max_by: sameAggregate("max_by", 2, 2, typeOfArgument(0)),
  mean: aggregate(1, 1, average, averageType),
  min: sameAggregate("min", 1, 1, typeOfArgument(0)),
  min_by: sameAggregate("min_by", 2, 2, typeOfArgument(0)),
  mode: aggregate(1, 2, ([value = ""], call) => aggregateCall("mode", [value], call), typeOfArgument(0)),
  some: sameAggregate("bool_or", 1, 1, "boolean"),
  string_agg: aggregate(1, 2, joined, "string"),
  sum: aggregate(1, 1, sum, sumType),
  try_avg: aggregate(1, 1, average, averageType),
  try_sum: aggregate(
    1,
    1,
    (args, call) => {
      const total = aggregateCall("sum", args, call);
      const type = sumType(call);
      return type ? `TRY_CAST(${total} AS ${duckDbType(type)})` : total;
    },
    sumType,
  ),
};

/** Several columns count a row when none of them is NULL. */
function count(args: readonly string[], call: FunctionCall): string {
  if (args.length === 1) return aggregateCall("count", args, call);
  const allThere = args.map((arg) => `${arg} IS NOT NULL`).join(" AND ");
  return aggregateCall("count", [`CASE WHEN ${allThere} THEN row(${args.join(", ")}) END`], call);
}

/** DECIMAL sums get ten digits more, others are BIGINT or DOUBLE; a BIGINT that overflows is found when it is read. */
function sumType({ types: [type] }: FunctionCall): SqlType | undefined {
  if (type?.kind === "decimal") return boundedDecimal(type.precision + 10, type.scale);
  if (isInteger(type)) return simpleType("bigint");
  return isFractional(type) || isSimple(type, "string") ? simpleType("double") : type;
}

function sum([value = ""]: readonly string[], call: FunctionCall): string {
  const type = sumType(call);
  const isText = isSimple(call.types[0], "string");
  const total = aggregateCall("sum", [isText ? `CAST(${value} AS DOUBLE)` : value], call);
  return type?.kind === "decimal" ? `CAST(${total} AS ${duckDbType(type)})` : total;
}

/** The mean of DECIMALs is a DECIMAL with four digits more. */
function averageType({ types: [type] }: FunctionCall): SqlType | undefined {
  return type?.kind === "decimal" ? boundedDecimal(type.precision + 4, type.scale + 4) : simpleType("double");
}

function average([value = ""]: readonly string[], call: FunctionCall): string {
  const type = averageType(call);
  if (type?.kind !== "decimal") {
    return aggregateCall(
      "avg",
      [isSimple(call.types[0], "string") ? `CAST(${value} AS DOUBLE)` : value],
      call,
    );
  }
  const [total, rows] = [aggregateCall("sum", [value], call), aggregateCall("count", [value], call)];
  const mean = numericResult(
    "/",
    typed(total, sumType(call)),
    typed(`nullif(${rows}, 0)`, simpleType("bigint")),
    type,
  );
  return mean.text;
}

/** NULLs are left out; no value at all is an empty array. */
function collect([value = ""]: readonly string[], call: FunctionCall): string {
  return `coalesce(${aggregateCall("list", [value], call, `${value} IS NOT NULL`)}, [])`;
}

function joined([value = "", separator = "''"]: readonly string[], call: FunctionCall): string {
  return aggregateCall("string_agg", [`CAST(${value} AS VARCHAR)`, separator], call);
}

/** The second argument or IGNORE NULLS says whether NULLs are left out. */
function edge(name: "first" | "last") {
  return ([value = ""]: readonly string[], call: FunctionCall): string => {
    const ignores = call.ignoreNulls || call.args[1]?.toUpperCase() === "TRUE";
    if (call.over === "" || call.filter !== undefined || call.distinct)
      return aggregateCall(name, [value], call, ignores ? `${value} IS NOT NULL` : undefined);
    return `${name}_value(${value}${ignores ? " IGNORE NULLS" : ""})${call.over}`;
  };
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#ranking-window-functions */
export const WINDOW_FUNCTIONS: FunctionTable = {
  cume_dist: window("cume_dist", 0, 0, "double"),
  dense_rank: rank("dense_rank"),
  lag: window("lag", 1, 3, typeOfArgument(0)),
  lead: window("lead", 1, 3, typeOfArgument(0)),
  nth_value: window("nth_value", 2, 2, typeOfArgument(0)),
  ntile: rank("ntile", 1),
  percent_rank: window("percent_rank", 0, 0, "double"),
  rank: rank("rank"),
  row_number: rank("row_number"),
};

/** INT on Databricks, BIGINT for DuckDB. */
function rank(name: string, count = 0): FunctionSpec {
  const spec = window(name, count, count, "int");
  return { ...spec, print: (call) => `CAST(${spec.print(call)} AS INTEGER)` };
}
