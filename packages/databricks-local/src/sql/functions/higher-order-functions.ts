import { unsupported } from "../sql-faults";
import { ACCUMULATOR, ITEM } from "../translate/lambdas";
import { lambda, LAMBDA_VALUE, typed, type Typed } from "../translate/typed";
import { isSame, isSimple } from "../types/coercion";
import { implicitCast } from "../types/implicit-cast";
import { arrayType, duckDbType, type SqlType } from "../types/sql-type";
import { unexpectedInput } from "../types/type-faults";
import { type FunctionCall, type FunctionTable, sameCollection, scalar } from "./function-spec";
import { type Takes } from "./takes";

/** Functions that take lambdas. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-lambda-functions */
export const HIGHER_ORDER_FUNCTIONS: FunctionTable = {
  aggregate: scalar(takesReduction(), aggregate, aggregateType),
  exists: scalar(
    takesLambda(["array"], true),
    ([list = "", test = ""]) => `memory.main.dbx_any(list_transform(${list}, ${test}))`,
    "boolean",
  ),
  filter: scalar(
    takesLambda(["array"], true),
    ([list = "", test = ""]) => `list_filter(${list}, ${test})`,
    sameCollection,
  ),
  forall: scalar(
    takesLambda(["array"], true),
    ([list = "", test = ""]) =>
      `(NOT memory.main.dbx_any(list_transform(list_transform(${list}, ${test}), lambda "lambda member": NOT "lambda member")))`,
    "boolean",
  ),
  map_filter: scalar(
    takesLambda(["map"], true),
    ([map = "", test = ""]) => `map_from_entries(list_filter(map_entries(${map}), ${test}))`,
    sameCollection,
  ),
  reduce: scalar(takesReduction(), aggregate, aggregateType),
  transform: scalar(
    takesLambda(["array"]),
    ([list = "", lambda = ""]) => `list_transform(${list}, ${lambda})`,
    arrayOfBody(1),
  ),
  transform_keys: scalar(
    takesLambda(["map"]),
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${body}, 'value': ${pair}.value}`),
    ({ types: [map, key] }) => (map?.kind === "map" && key ? { ...map, key } : undefined),
  ),
  transform_values: scalar(
    takesLambda(["map"]),
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${pair}.key, 'value': ${body}}`),
    ({ types: [map, value] }) => (map?.kind === "map" && value ? { ...map, value } : undefined),
  ),
  zip_with: scalar(
    takesLambda(["array", "array"]),
    ([a = "", b = "", lambda = ""]) =>
      `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_transform(list_zip(${a}, ${b}), ${lambda}) END`,
    arrayOfBody(2),
  ),
};

/** A collection, and lambdas; NULL is no collection, and what is no lambda is one that gives it. */
function takesLambda(collections: readonly ("array" | "map")[], isTest = false): Takes {
  const count = collections.length + 1;
  return {
    minArgs: count,
    maxArgs: count,
    coerce: (args, name) =>
      args.map((arg, index) => {
        const wanted = collections[index];
        if (wanted === undefined) return isTest ? condition(name, index, arg) : asLambda(arg);
        if (arg.type && arg.type.kind !== wanted) throw unexpectedInput(name, index, wanted, arg.type);
        return arg;
      }),
  };
}

function condition(name: string, index: number, arg: Typed): Typed {
  if (arg.type && !implicitCast(arg.type, "boolean")) throw unexpectedInput(name, index, "boolean", arg.type);
  return asLambda(arg);
}

function asLambda(arg: Typed): Typed {
  return arg.text.startsWith("lambda ") ? arg : typed(`lambda "lambda pair": ${arg.text}`, arg.type);
}

/** The lambda gives just what the accumulator is. */
function takesReduction(): Takes {
  return {
    minArgs: 3,
    maxArgs: 4,
    coerce: (args, name) => {
      const [list, start, merge, finish] = args;
      if (!list || !start || !merge) return args;
      if (list.type && list.type.kind !== "array") throw unexpectedInput(name, 0, "array", list.type);
      const isOther =
        start.type && merge.type && !isSame(start.type, merge.type) && !isSimple(merge.type, "void");
      if (isOther && start.type && merge.type) throw unexpectedInput(name, 2, start.type, merge.type);
      return [list, start, asLambda(merge), ...(finish ? [asLambda(finish)] : [])];
    },
  };
}

/** The accumulator begins with the second argument; the last lambda finishes it. */
function aggregate(
  [list = "", start = "", merge = "", finish]: readonly string[],
  { types }: FunctionCall,
): string {
  const [type, state] = types;
  if (type?.kind !== "array" || !state) throw unsupported("aggregate of an array of unknown type");
  const [nothing, none] = [state, type.element].map((one) => `CAST(NULL AS ${duckDbType(one)})`);
  const pair = (accumulator: string, item: string) =>
    `struct_pack("state" := ${accumulator}, "item" := ${item})`;
  const body = merge.replace(/^lambda [^:]*: /, "");
  const items = `list_transform(${list}, ${lambda(pair(nothing ?? "", LAMBDA_VALUE))})`;
  const first = pair(`CAST(${start} AS ${duckDbType(state)})`, none ?? "");
  const merged = `(list_reduce(${items}, lambda ${ACCUMULATOR}, ${ITEM}: ${pair(`CAST(${body} AS ${duckDbType(state)})`, none ?? "")}, ${first})).state`;
  return finish === undefined ? merged : `list_transform([${merged}], ${finish})[1]`;
}

function aggregateType({ types }: FunctionCall): SqlType | undefined {
  return types[3] ?? types[1];
}

function arrayOfBody(index: number) {
  return ({ types }: FunctionCall): SqlType | undefined => {
    const element = types[index];
    return element && arrayType(element);
  };
}

/** Rewrites every entry of a map; the lambda's parameter is the entry. */
function entries(map: string, lambda: string, made: (body: string, pair: string) => string): string {
  const [, pair = "", body = ""] = /^lambda ("[^"]*"): ([\s\S]*)$/.exec(lambda) ?? [];
  return `map_from_entries(list_transform(map_entries(${map}), lambda ${pair}: ${made(body, pair)}))`;
}
