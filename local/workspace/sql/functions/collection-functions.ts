import { unsupported } from "../sql-faults";
import { identifier } from "../types/sql-type";
import { literalText, macro, same, scalar, type Call, type FunctionTable } from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#array-functions */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  array: scalar(0, Infinity, (args) => `[${args.join(", ")}]`),
  array_contains: same("list_contains", 2),
  array_distinct: same("list_distinct", 1),
  array_join: scalar(2, 2, ([list = "", separator = ""]) => `array_to_string(${list}, ${separator})`),
  array_max: same("list_max", 1),
  array_min: same("list_min", 1),
  array_size: scalar(1, 1, ([list = ""]) => `CAST(len(${list}) AS INTEGER)`),
  array_sort: same("list_sort", 1),
  cardinality: scalar(1, 1, ([a = ""]) => `CAST(memory.main.dbx_size(${a}) AS INTEGER)`),
  element_at: scalar(2, 2, ([collection = "", key = ""]) => `(${collection})[${key}]`),
  exists: scalar(2, 2, ([list = "", test = ""]) => `list_bool_or(list_transform(${list}, ${test}))`),
  explode: same("unnest", 1),
  filter: same("list_filter", 2),
  flatten: same("flatten", 1),
  inline: scalar(1, 1, ([list = ""]) => `unnest(${list}, max_depth := 2)`),
  map: scalar(0, Infinity, (args, { name }) => {
    if (args.length % 2 === 1) throw unsupported(`${name} with an odd number of arguments`);
    const [keys, values] = [0, 1].map((side) => args.filter((_, index) => index % 2 === side).join(", "));
    return args.length === 0 ? "MAP {}" : `MAP([${keys ?? ""}], [${values ?? ""}])`;
  }),
  map_contains_key: macro("dbx_map_contains", 2),
  map_entries: same("map_entries", 1),
  map_from_arrays: same("map", 2),
  map_from_entries: same("map_from_entries", 1),
  map_keys: same("map_keys", 1),
  map_values: same("map_values", 1),
  named_struct: scalar(2, Infinity, namedStruct),
  sequence: scalar(2, 3, (args) => `generate_series(${args.join(", ")})`),
  size: scalar(1, 1, ([a = ""]) => `CAST(memory.main.dbx_size(${a}) AS INTEGER)`),
  slice: scalar(
    3,
    3,
    ([list = "", start = "", n = ""]) => `list_slice(${list}, ${start}, ${start} + ${n} - 1)`,
  ),
  sort_array: scalar(
    1,
    2,
    ([list = "", ascending = "TRUE"]) =>
      `list_sort(${list}, CASE WHEN ${ascending} THEN 'ASC' ELSE 'DESC' END, CASE WHEN ${ascending} THEN 'NULLS FIRST' ELSE 'NULLS LAST' END)`,
  ),
  struct: scalar(1, Infinity, struct),
  transform: same("list_transform", 2),
};

function namedStruct(args: readonly string[], call: Call): string {
  const fields: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const name = literalText(call.nodes[index]);
    if (name === undefined) throw unsupported("named_struct with a name that is no literal");
    fields.push(`${identifier(name)} := ${args[index + 1] ?? ""}`);
  }
  return `struct_pack(${fields.join(", ")})`;
}

/** Fields are named by their alias or column, else `col1`, `col2`, … */
function struct(args: readonly string[], call: Call): string {
  const fields = args.map((arg, index) => {
    const [, value = arg, alias] = /^([\s\S]*) AS ("[^"]*")$/.exec(arg) ?? [];
    const column =
      call.nodes[index]?.kind === "column" ? arg.slice(arg.lastIndexOf('"', arg.length - 2)) : undefined;
    return `${alias ?? column ?? identifier(`col${index + 1}`)} := ${value}`;
  });
  return `struct_pack(${fields.join(", ")})`;
}
