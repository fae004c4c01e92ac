import { unsupported } from "../sql-faults";
import { simpleType, type SqlType } from "../types/sql-type";
import {
  arrayOfArgument,
  bothArrays,
  type FunctionCall,
  elementOf,
  type FunctionTable,
  same,
  sameCollection,
  scalar,
} from "./function-spec";

/** What is computed from whole arrays. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#array-functions */
export const ARRAY_FUNCTIONS: FunctionTable = {
  array_append: same("list_append", 2, 2, sameCollection),
  array_compact: scalar(
    1,
    1,
    ([list = ""]) => `list_filter(${list}, lambda x: x IS NOT NULL)`,
    sameCollection,
  ),
  array_contains: scalar(
    2,
    2,
    ([list = "", value = ""]) =>
      `CASE WHEN list_contains(${list}, ${value}) THEN TRUE WHEN len(list_filter(${list}, lambda x: x IS NULL)) > 0 THEN NULL ELSE len(${list}) < 0 END`,
    "boolean",
  ),
  array_distinct: scalar(1, 1, ([list = ""]) => distinct(list), sameCollection),
  array_except: scalar(
    2,
    2,
    ([a = "", b = ""]) => distinct(`list_filter(${a}, lambda x: NOT ${has(b)})`),
    bothArrays,
  ),
  array_insert: scalar(3, 3, arrayInsert, sameCollection),
  array_intersect: scalar(
    2,
    2,
    ([a = "", b = ""]) => distinct(`list_filter(${a}, lambda x: ${has(b)})`),
    bothArrays,
  ),
  array_join: scalar(2, 3, arrayJoin, "string"),
  array_max: same("list_max", 1, 1, elementOf),
  array_min: same("list_min", 1, 1, elementOf),
  array_position: scalar(
    2,
    2,
    ([list = "", value = ""]) => `CAST(coalesce(list_position(${list}, ${value}), 0) AS BIGINT)`,
    "bigint",
  ),
  array_prepend: scalar(2, 2, ([list = "", value = ""]) => `list_prepend(${value}, ${list})`, sameCollection),
  array_remove: scalar(
    2,
    2,
    ([list = "", value = ""]) => `list_filter(${list}, lambda x: x IS DISTINCT FROM ${value})`,
    sameCollection,
  ),
  array_repeat: scalar(
    2,
    2,
    ([value = "", n = ""]) => `list_transform(range(CAST(${n} AS BIGINT)), lambda i: ${value})`,
    arrayOfArgument(0),
  ),
  array_size: scalar(1, 1, ([list = ""]) => `CAST(len(${list}) AS INTEGER)`, "int"),
  array_sort: scalar(
    1,
    2,
    (args) => {
      if (args.length === 2) throw unsupported("array_sort with a comparison");
      return `list_sort(${args[0] ?? ""}, 'ASC', 'NULLS LAST')`;
    },
    sameCollection,
  ),
  array_union: scalar(2, 2, ([a = "", b = ""]) => distinct(`list_concat(${a}, ${b})`), bothArrays),
  arrays_overlap: scalar(2, 2, ([a = "", b = ""]) => `list_has_any(${a}, ${b})`, "boolean"),
  arrays_zip: scalar(2, Infinity, arraysZip, arraysZipType),
  flatten: same("flatten", 1, 1, elementOf),
  slice: scalar(3, 3, slice, sameCollection),
  sort_array: scalar(1, 2, sortArray, sameCollection),
};

/** Each value once, in the order in which they come first; DuckDB's own would drop NULLs and the order. */
function distinct(list: string): string {
  return `memory.main.dbx_distinct(${list})`;
}

/** Whether the list has a lambda's `x`, NULL being a value like others. */
function has(list: string): string {
  return `(CASE WHEN x IS NULL THEN len(list_filter(${list}, lambda y: y IS NULL)) > 0 ELSE list_contains(${list}, x) END)`;
}

function arrayInsert([list = "", at = "", value = ""]: readonly string[]): string {
  const position = `CASE WHEN ${at} > 0 THEN ${at} ELSE len(${list}) + ${at} + 2 END`;
  return `list_concat(list_concat(list_slice(${list}, 1, ${position} - 1), [${value}]), list_slice(${list}, ${position}, len(${list})))`;
}

/** NULLs are left out unless there is a text for them. */
function arrayJoin([list = "", separator = "", forNull]: readonly string[]): string {
  const texts = `list_transform(${list}, lambda x: CAST(x AS VARCHAR))`;
  return `array_to_string(${forNull === undefined ? texts : `list_transform(${texts}, lambda x: coalesce(x, ${forNull}))`}, ${separator})`;
}

function arraysZip(lists: readonly string[]): string {
  const fields = lists.map((_, index) => `'${index}': z[${index + 1}]`);
  return `list_transform(list_zip(${lists.join(", ")}), lambda z: {${fields.join(", ")}})`;
}

function arraysZipType({ types }: FunctionCall): SqlType | undefined {
  const fields = types.map((type, index) => ({
    name: String(index),
    type: type?.kind === "array" ? type.element : simpleType("void"),
  }));
  return { kind: "array", element: { kind: "struct", fields } };
}

/** A negative start counts from the end. */
function slice([list = "", start = "", n = ""]: readonly string[]): string {
  const from = `CASE WHEN ${start} < 0 THEN len(${list}) + ${start} + 1 ELSE ${start} END`;
  return `list_slice(${list}, ${from}, ${from} + ${n} - 1)`;
}

/** NULLs come first when ascending, last when descending. */
function sortArray([list = "", ascending = "TRUE"]: readonly string[]): string {
  const [order, nulls] = [
    `CASE WHEN ${ascending} THEN 'ASC' ELSE 'DESC' END`,
    `CASE WHEN ${ascending} THEN 'NULLS FIRST' ELSE 'NULLS LAST' END`,
  ];
  return `list_sort(${list}, ${order}, ${nulls})`;
}
