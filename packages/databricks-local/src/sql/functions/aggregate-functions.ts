import { unsupported } from "../sql-faults";
import { castTo } from "../translate/cast";
import { isNested, keyed, orderKey } from "../translate/order-key";
import { lambda, LAMBDA_VALUE, typed, type Typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import {
  aggregate,
  aggregateCall,
  arrayOfArgument,
  type FunctionCall,
  type FunctionTable,
  sameAggregate,
  typeOfArgument,
  type Within,
} from "./function-spec";
import { average, averageType, sum, sumType, takesSummand, trySum } from "./sums";
import { may, type Takes, takes, takesAny } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#aggregate-functions */
export const AGGREGATE_FUNCTIONS: FunctionTable = {
  any: sameAggregate("bool_or", takes("boolean"), "boolean"),
  any_value: aggregate(takes("any", may("boolean")), edge("first"), typeOfArgument(0)),
  array_agg: aggregate(takes("any"), collect, arrayOfArgument(0)),
  avg: aggregate(takesSummand(), average, averageType),
  bit_and: sameAggregate("bit_and", takes("integral"), typeOfArgument(0)),
  bit_or: sameAggregate("bit_or", takes("integral"), typeOfArgument(0)),
  bit_xor: sameAggregate("bit_xor", takes("integral"), typeOfArgument(0)),
  bool_and: sameAggregate("bool_and", takes("boolean"), "boolean"),
  bool_or: sameAggregate("bool_or", takes("boolean"), "boolean"),
  collect_list: aggregate(takes("any"), collect, arrayOfArgument(0)),
  collect_set: aggregate(takesSetMember(), collectSet, arrayOfArgument(0)),
  count: aggregate(takesAny(1, Infinity), count, "bigint"),
  count_if: aggregate(
    takes("boolean"),
    ([test = ""], call) => aggregateCall("count", [`CASE WHEN ${test} THEN TRUE END`], call),
    "bigint",
  ),
  every: sameAggregate("bool_and", takes("boolean"), "boolean"),
  first: aggregate(takes("any", may("boolean")), edge("first"), typeOfArgument(0)),
  first_value: aggregate(takes("any", may("boolean")), edge("first"), typeOfArgument(0)),
  grouping: aggregate(takesAny(1), ([column = ""]) => `CAST(grouping(${column}) AS TINYINT)`, "tinyint"),
  grouping_id: aggregate(takesAny(0, Infinity), groupingId, "bigint"),
  last: aggregate(takes("any", may("boolean")), edge("last"), typeOfArgument(0)),
  last_value: aggregate(takes("any", may("boolean")), edge("last"), typeOfArgument(0)),
  listagg: aggregate(takesTexts(), joined, typeOfArgument(0)),
  max: aggregate(takesOrdered(1), outermost("max"), typeOfArgument(0)),
  max_by: aggregate(takesOrdered(2), byOther("max"), typeOfArgument(0)),
  mean: aggregate(takesSummand(), average, averageType),
  min: aggregate(takesOrdered(1), outermost("min"), typeOfArgument(0)),
  min_by: aggregate(takesOrdered(2), byOther("min"), typeOfArgument(0)),
  mode: aggregate(takes(may("any"), may("boolean")), mode, modeType),
  some: sameAggregate("bool_or", takes("boolean"), "boolean"),
  string_agg: aggregate(takesTexts(), joined, typeOfArgument(0)),
  sum: aggregate(takesSummand(), sum, sumType),
  try_avg: aggregate(takesSummand(), average, averageType),
  try_sum: aggregate(takesSummand(), trySum, sumType),
};

/** What has an order: not a map. The last argument is compared. */
function takesOrdered(count: number): Takes {
  return {
    minArgs: count,
    maxArgs: count,
    coerce: (args, name) => {
      if (args.at(-1)?.type?.kind === "map")
        throw typeMismatch("INVALID_ORDERING_TYPE", `The ${name} does not support ordering on type "MAP".`);
      return args;
    },
  };
}

function takesSetMember(): Takes {
  return {
    ...takesAny(1),
    coerce: (args, name) => {
      if (args[0]?.type?.kind === "map")
        throw typeMismatch("UNSUPPORTED_INPUT_TYPE", `The input of ${name} can't be "MAP" type data.`);
      return args;
    },
  };
}

/** Texts or bytes, and a constant between them. */
function takesTexts(): Takes {
  return takes(["string", "binary"], may(["string", "binary"]));
}

/** Several columns count a row when none of them is NULL. */
function count(args: readonly string[], call: FunctionCall): string {
  if (args.length === 1) return aggregateCall("count", args, call);
  const allThere = args.map((arg) => `${arg} IS NOT NULL`).join(" AND ");
  return aggregateCall("count", [`CASE WHEN ${allThere} THEN row(${args.join(", ")}) END`], call);
}

/** NULLs are left out; no value at all is an empty array. */
function collect([value = ""]: readonly string[], call: FunctionCall): string {
  return `coalesce(${aggregateCall("list", [value], call, `${value} IS NOT NULL`)}, [])`;
}

function collectSet(args: readonly string[], call: FunctionCall): string {
  return collect(args, { ...call, distinct: true });
}

function joined([value = "", separator]: readonly string[], call: FunctionCall): string {
  const isBinary = isSimple(call.types[0], "binary");
  const constant = call.nodes[1];
  if (constant && constant.kind === "column") {
    throw typeMismatch(
      "NON_FOLDABLE_INPUT",
      `The input delimiter of ${call.name} should be a foldable expression.`,
    );
  }
  const { within } = call;
  if (call.distinct && within && !isBinary) return distinctTexts(within, separator ?? "''", call);
  const between =
    separator === undefined || isSimple(call.types[1], "void") ? "''" : `coalesce(${separator}, '')`;
  if (!isBinary) return aggregateCall("string_agg", [value, between], call);
  return `from_hex(${aggregateCall("string_agg", [`hex(${value})`, between === "''" ? between : `hex(${between})`], call)})`;
}

/** Each value once, in its own order and not that of its text. */
function distinctTexts({ value, descending }: Within, separator: string, call: FunctionCall): string {
  const values = aggregateCall(
    "list",
    [value.text],
    { ...call, within: undefined },
    `${value.text} IS NOT NULL`,
  );
  const sorted = `list_sort(${values}, '${descending ? "DESC" : "ASC"}')`;
  const { text } = castTo(typed(LAMBDA_VALUE, value.type), simpleType("string"));
  return `array_to_string(list_transform(${sorted}, ${lambda(text)}), ${separator})`;
}

/** NULL is the smallest value inside of an array or a struct. */
function outermost(name: "max" | "min") {
  return ([value = ""]: readonly string[], call: FunctionCall): string => {
    const type = call.types[0];
    if (!type || !isNested(type)) return aggregateCall(name, [value], call);
    return `(${aggregateCall(name, [keyed(typed(value, type))], call)}).value`;
  };
}

/** The value of the row with the extreme key, also a NULL. */
function byOther(name: "max" | "min") {
  return ([value = "", key = ""]: readonly string[], call: FunctionCall): string =>
    aggregateCall(
      `arg_${name}_null`,
      [value, orderKey(typed(key, call.types[1])).text],
      call,
      `${key} IS NOT NULL`,
    );
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

/** `mode(x)`, `mode() WITHIN GROUP (ORDER BY x)` */
function mode([value]: readonly string[], call: FunctionCall): string {
  const { within } = call;
  // Of equals the smallest, where it is asked for.
  if (value !== undefined && call.args[1]?.toUpperCase() === "TRUE") return smallestMode(value, call);
  if (value !== undefined && !within) return aggregateCall("mode", [value], call);
  if (!within) throw unsupported("mode without an argument");
  return smallestMode(within.value.text, { ...call, within: undefined });
}

function smallestMode(value: string, call: FunctionCall): string {
  return `list_aggregate(list_sort(${aggregateCall("list", [value], call, `${value} IS NOT NULL`)}), 'mode')`;
}

function modeType({ types: [type], within }: FunctionCall): SqlType | undefined {
  return within?.value.type ?? type;
}

/** Of all columns of GROUP BY where none is named. */
function groupingId(args: readonly string[], { translator }: FunctionCall): string {
  const columns = args.length > 0 ? args : translator.scope.groupColumns();
  if (columns.length === 0) throw unsupported("grouping_id without ROLLUP, CUBE or GROUPING SETS");
  return `CAST(grouping(${columns.join(", ")}) AS BIGINT)`;
}

/** What `percentile_cont` and its like read. */
export function orderedBy({ within, name }: FunctionCall): { value: Typed; descending: boolean } {
  if (!within) throw unsupported(`${name} without WITHIN GROUP (ORDER BY one expression)`);
  return within;
}
