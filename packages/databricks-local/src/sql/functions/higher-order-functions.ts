import { argumentAs } from "../translate/coerce";
import { castTo } from "../translate/cast";
import { typed, type Typed } from "../translate/typed";
import { implicitCast, isSame } from "../types/coercion";
import { arrayType, type SqlType } from "../types/sql-type";
import { unexpectedInput } from "../types/type-faults";
import {
  type FunctionCall,
  type FunctionTable,
  sameCollection,
  scalar,
  type Takes,
  takes,
} from "./function-spec";

/** Functions that take lambdas. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-lambda-functions */
export const HIGHER_ORDER_FUNCTIONS: FunctionTable = {
  aggregate: scalar(takesReduction(), aggregate, aggregateType),
  exists: scalar(
    takesTest("array"),
    ([list = "", test = ""]) => `memory.main.dbx_any(list_transform(${list}, ${test}))`,
    "boolean",
  ),
  filter: scalar(
    takesTest("array"),
    ([list = "", test = ""]) => `list_filter(${list}, ${test})`,
    sameCollection,
  ),
  forall: scalar(
    takesTest("array"),
    ([list = "", test = ""]) =>
      `(NOT memory.main.dbx_any(list_transform(list_transform(${list}, ${test}), lambda "lambda member": NOT "lambda member")))`,
    "boolean",
  ),
  map_filter: scalar(
    takesTest("map"),
    ([map = "", test = ""]) => `map_from_entries(list_filter(map_entries(${map}), ${test}))`,
    sameCollection,
  ),
  reduce: scalar(takesReduction(), aggregate, aggregateType),
  transform: scalar(
    takes("array", "any"),
    ([list = "", lambda = ""]) => `list_transform(${list}, ${lambda})`,
    arrayOfBody(1),
  ),
  transform_keys: scalar(
    takes("map", "any"),
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${body}, 'value': ${pair}.value}`),
    ({ types: [map, key] }) => (map?.kind === "map" && key ? { ...map, key } : undefined),
  ),
  transform_values: scalar(
    takes("map", "any"),
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${pair}.key, 'value': ${body}}`),
    ({ types: [map, value] }) => (map?.kind === "map" && value ? { ...map, value } : undefined),
  ),
  zip_with: scalar(
    takes("array", "array", "any"),
    ([a = "", b = "", lambda = ""]) =>
      `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_transform(list_zip(${a}, ${b}), ${lambda}) END`,
    arrayOfBody(2),
  ),
};

/** A lambda that says yes or no. */
function takesTest(wanted: "array" | "map"): Takes {
  return {
    minArgs: 2,
    maxArgs: 2,
    coerce: ([collection, test], name) => {
      const first = collection ? [argumentAs(name, 0, collection, wanted)] : [];
      const { type } = test ?? typed("", undefined);
      if (type && !implicitCast(type, "boolean")) throw unexpectedInput(name, 1, "boolean", type);
      return [...first, ...(test ? [test] : [])];
    },
  };
}

/** The lambda gives what the accumulator is. */
function takesReduction(): Takes {
  return {
    minArgs: 3,
    maxArgs: 4,
    coerce: (args, name) => {
      const [list, start, merge, finish] = args;
      if (!list || !start || !merge) return args;
      const of = argumentAs(name, 0, list, "array");
      if (start.type && merge.type && !isSame(start.type, merge.type)) {
        if (!implicitCast(merge.type, start.type)) throw unexpectedInput(name, 2, start.type, merge.type);
        return [of, start, castBody(merge, start.type), ...(finish ? [finish] : [])];
      }
      return [of, ...args.slice(1)];
    },
  };
}

/** A lambda whose body is cast. */
function castBody(lambda: Typed, type: SqlType): Typed {
  const [, head = "", body = ""] = /^(lambda [^:]*: )([\s\S]*)$/.exec(lambda.text) ?? [];
  return typed(`${head}${castTo(typed(body, lambda.type), type).text}`, type);
}

/** The accumulator begins with the second argument; the last lambda finishes it. */
function aggregate([list = "", start = "", merge = "", finish]: readonly string[]): string {
  const merged = `list_reduce(${list}, ${merge}, ${start})`;
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
