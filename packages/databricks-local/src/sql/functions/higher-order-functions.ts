import type { SqlType } from "../types/sql-type";
import { type FunctionCall, type FunctionTable, sameCollection, scalar } from "./function-spec";

/** Functions that take lambdas. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-lambda-functions */
export const HIGHER_ORDER_FUNCTIONS: FunctionTable = {
  aggregate: scalar(3, 4, aggregate, aggregateType),
  exists: scalar(
    2,
    2,
    ([list = "", test = ""]) => `memory.main.dbx_any(list_transform(${list}, ${test}))`,
    "boolean",
  ),
  filter: scalar(2, 2, ([list = "", test = ""]) => `list_filter(${list}, ${test})`, sameCollection),
  forall: scalar(
    2,
    2,
    ([list = "", test = ""]) =>
      `(NOT memory.main.dbx_any(list_transform(list_transform(${list}, ${test}), lambda holds: NOT holds)))`,
    "boolean",
  ),
  map_filter: scalar(
    2,
    2,
    ([map = "", test = ""]) => `map_from_entries(list_filter(map_entries(${map}), ${test}))`,
    sameCollection,
  ),
  reduce: scalar(3, 4, aggregate, aggregateType),
  transform: scalar(2, 2, ([list = "", lambda = ""]) => `list_transform(${list}, ${lambda})`, arrayOfBody(1)),
  transform_keys: scalar(
    2,
    2,
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${body}, 'value': ${pair}.value}`),
    ({ types: [map, key] }) => (map?.kind === "map" && key ? { ...map, key } : undefined),
  ),
  transform_values: scalar(
    2,
    2,
    ([map = "", lambda = ""]) =>
      entries(map, lambda, (body, pair) => `{'key': ${pair}.key, 'value': ${body}}`),
    ({ types: [map, value] }) => (map?.kind === "map" && value ? { ...map, value } : undefined),
  ),
  zip_with: scalar(
    3,
    3,
    ([a = "", b = "", lambda = ""]) => `list_transform(list_zip(${a}, ${b}), ${lambda})`,
    arrayOfBody(2),
  ),
};

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
    return element && { kind: "array", element };
  };
}

/** Rewrites every entry of a map; the lambda's parameter is the entry. */
function entries(map: string, lambda: string, made: (body: string, pair: string) => string): string {
  const [, pair = "", body = ""] = /^lambda ("[^"]*"): ([\s\S]*)$/.exec(lambda) ?? [];
  return `map_from_entries(list_transform(map_entries(${map}), lambda ${pair}: ${made(body, pair)}))`;
}
