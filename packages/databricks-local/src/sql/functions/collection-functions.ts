import { unsupported, wrongArgumentCount } from "../sql-faults";
import { commonType } from "../types/coercion";
import { duckDbType, identifier, simpleType, type SqlType } from "../types/sql-type";
import {
  arrayOfCommon,
  type FunctionCall,
  elementOf,
  type FunctionTable,
  isMap,
  literalText,
  same,
  scalar,
} from "./function-spec";

/** Making collections, and reading single elements. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#array-functions */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  array: scalar(0, Infinity, (args) => `[${args.join(", ")}]`, arrayOfCommon),
  cardinality: scalar(1, 1, size, "int"),
  element_at: scalar(2, 2, elementAt, elementOf),
  get: scalar(
    2,
    2,
    ([list = "", index = ""]) => `CASE WHEN ${index} >= 0 THEN (${list})[${index} + 1] END`,
    elementOf,
  ),
  map: scalar(0, Infinity, map, mapType),
  map_concat: same("map_concat", 1, Infinity, ({ types }) => types[0]),
  map_contains_key: scalar(2, 2, ([m = "", key = ""]) => `list_contains(map_keys(${m}), ${key})`, "boolean"),
  map_entries: same("map_entries", 1, 1, ({ types: [type] }) =>
    type?.kind === "map"
      ? {
          kind: "array",
          element: {
            kind: "struct",
            fields: [
              { name: "key", type: type.key },
              { name: "value", type: type.value },
            ],
          },
        }
      : undefined,
  ),
  map_from_arrays: same("map", 2, 2, ({ types: [keys, values] }) =>
    keys?.kind === "array" && values?.kind === "array"
      ? { kind: "map", key: keys.element, value: values.element }
      : undefined,
  ),
  map_from_entries: same("map_from_entries", 1, 1, ({ types: [type] }) => {
    if (type?.kind !== "array" || type.element.kind !== "struct") return undefined;
    const [key, value] = type.element.fields;
    return key && value && { kind: "map", key: key.type, value: value.type };
  }),
  map_keys: same("map_keys", 1, 1, ({ types: [type] }) =>
    type?.kind === "map" ? { kind: "array", element: type.key } : undefined,
  ),
  map_values: same("map_values", 1, 1, ({ types: [type] }) =>
    type?.kind === "map" ? { kind: "array", element: type.value } : undefined,
  ),
  named_struct: scalar(2, Infinity, namedStruct, namedStructType),
  sequence: scalar(2, 3, sequence, ({ types: [type] }) => type && { kind: "array", element: type }),
  size: scalar(1, 1, size, "int"),
  str_to_map: scalar(
    1,
    3,
    ([text = "", pairs = "','", pair = "':'"]) =>
      `map_from_entries(list_transform(string_split_regex(${text}, ${pairs}), lambda p: {'key': split_part(p, ${pair}, 1), 'value': nullif(substring(p, length(split_part(p, ${pair}, 1)) + 2), '')}))`,
    () => ({ kind: "map", key: simpleType("string"), value: simpleType("string") }),
  ),
  struct: scalar(1, Infinity, struct, (call) => ({ kind: "struct", fields: structFields(call) })),
  try_element_at: scalar(2, 2, ([a = "", key = ""]) => `(${a})[${key}]`, elementOf),
};

/** The size of an array or a map; NULL of NULL. */
function size([collection = ""]: readonly string[], call: FunctionCall): string {
  if (isMap(call)) return `CAST(cardinality(${collection}) AS INTEGER)`;
  if (call.types[0]?.kind === "array") return `CAST(len(${collection}) AS INTEGER)`;
  return `CAST(memory.main.dbx_size(${collection}) AS INTEGER)`;
}

/** An array's elements count from 1, or from its end; beyond it is an error, while a map's absent key is NULL. */
function elementAt([collection = "", key = ""]: readonly string[], call: FunctionCall): string {
  return call.types[0]?.kind === "array"
    ? `memory.main.dbx_element_at(${collection}, ${key})`
    : `(${collection})[${key}]`;
}

function map(args: readonly string[], call: FunctionCall): string {
  if (args.length % 2 === 1) throw wrongArgumentCount("map", "2n (n > 0)", args.length);
  if (args.length === 0) return "MAP {}";
  const type = mapType(call);
  const [keys, values] = [0, 1].map((side) => args.filter((_, index) => index % 2 === side).join(", "));
  const text = `MAP([${keys ?? ""}], [${values ?? ""}])`;
  return type ? `CAST(${text} AS ${duckDbType(type)})` : text;
}

function mapType({ types }: FunctionCall): SqlType | undefined {
  const [key, value] = [0, 1].map((side) => commonType(types.filter((_, index) => index % 2 === side)));
  return types.length > 0 && key && value ? { kind: "map", key, value } : undefined;
}

/** Numbers by one (also downwards), dates by one day, or by the given step. */
function sequence([from = "", to = "", step]: readonly string[], { types: [type] }: FunctionCall): string {
  if (type?.kind === "simple" && (type.name === "date" || type.name === "timestamp")) {
    const list = `generate_series(CAST(${from} AS TIMESTAMP), CAST(${to} AS TIMESTAMP), ${step ?? "to_days(1)"})`;
    return `CAST(${list} AS ${duckDbType(type)}[])`;
  }
  const by = step ?? `CASE WHEN ${from} <= ${to} THEN 1 ELSE -1 END`;
  const list = `generate_series(${from}, ${to}, ${by})`;
  return type ? `CAST(${list} AS ${duckDbType(type)}[])` : list;
}

function namedStruct(args: readonly string[], call: FunctionCall): string {
  if (args.length % 2 === 1) throw wrongArgumentCount("named_struct", "2n (n > 0)", args.length);
  const fields: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2)
    fields.push(`${identifier(fieldName(call, index))} := ${args[index + 1] ?? ""}`);

  return `struct_pack(${fields.join(", ")})`;
}

function fieldName(call: FunctionCall, index: number): string {
  const name = literalText(call.nodes[index]);
  if (name === undefined) throw unsupported("named_struct with a name that is no literal");
  return name;
}

function namedStructType(call: FunctionCall): SqlType | undefined {
  const fields = call.types.flatMap((type, index) =>
    index % 2 === 1 && type ? [{ name: fieldName(call, index - 1), type }] : [],
  );
  return fields.length * 2 === call.types.length ? { kind: "struct", fields } : undefined;
}

/** Fields are named by their alias or column, else `col1`, `col2`, … */
function structNames(call: FunctionCall): string[] {
  return call.nodes.map((node, index) => {
    const look = node.copy();
    if (look.kind === "alias") return look.part("alias").text("name");
    if (look.kind === "column") return look.part("name").text("name");
    return look.kind === "dot" ? look.part("field").text("name") : `col${index + 1}`;
  });
}

function struct(args: readonly string[], call: FunctionCall): string {
  const names = structNames(call);
  const fields = args.map((arg, index) => {
    const [, value = arg] =
      call.nodes[index]?.kind === "alias" ? (/^([\s\S]*) AS "[^"]*"$/.exec(arg) ?? []) : [];
    return `${identifier(names[index] ?? "")} := ${value}`;
  });
  return `struct_pack(${fields.join(", ")})`;
}

function structFields(call: FunctionCall) {
  const names = structNames(call);
  return call.types.map((type, index) => ({ name: names[index] ?? "", type: type ?? simpleType("void") }));
}
