import { wrongArgumentCount } from "../sql-faults";
import { castTo } from "../translate/cast";
import { argumentAs } from "../translate/coerce";
import { lambda, LAMBDA_VALUE } from "../translate/typed";
import { commonType, isSimple, tightestType, widerWithoutText } from "../types/coercion";
import { arrayType, identifier, simpleType, type SqlType } from "../types/sql-type";
import { typeMismatch, unexpectedInput } from "../types/type-faults";
import {
  arrayOfCommon,
  type FunctionCall,
  elementOf,
  type FunctionTable,
  isMap,
  same,
  scalar,
} from "./function-spec";
import { may, type Takes, takes, takesTogether } from "./takes";
import { SEQUENCE } from "./sequences";

/** Making collections, and reading single elements. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#array-functions */
export const COLLECTION_FUNCTIONS: FunctionTable = {
  array: scalar(takesTogether(0), (args) => `[${args.join(", ")}]`, arrayOfCommon),
  cardinality: scalar(takes(["array", "map"]), size, "int"),
  element_at: scalar(takesKey(), elementAt, elementOf),
  get: scalar(
    takes("array", "int"),
    ([list = "", index = ""]) => `CASE WHEN ${index} >= 0 THEN (${list})[${index} + 1] END`,
    elementOf,
  ),
  map: scalar(takesEntries(), map, mapType),
  map_concat: scalar(takesMaps(), mapConcat, ({ types }) => types[0] ?? EMPTY_MAP),
  map_contains_key: scalar(
    takesKey({ isForMap: true }),
    ([m = "", key = ""]) => `list_contains(map_keys(${m}), ${key})`,
    "boolean",
  ),
  map_entries: same("map_entries", takes("map"), ({ types: [type] }) =>
    type?.kind === "map" ? arrayType(entryType(type)) : undefined,
  ),
  map_from_arrays: scalar(
    takes("array", "array"),
    ([keys = "", values = ""]) => madeMap(keys, values),
    ({ types: [keys, values] }) =>
      keys?.kind === "array" && values?.kind === "array"
        ? { kind: "map", key: keys.element, value: values.element }
        : undefined,
  ),
  map_from_entries: scalar(
    takes("array"),
    ([entries = ""], call) => {
      const type = call.types[0];
      const fields = type?.kind === "array" && type.element.kind === "struct" ? type.element.fields : [];
      const side = (index: number) =>
        `list_transform(${entries}, ${lambda(`${LAMBDA_VALUE}.${identifier(fields[index]?.name ?? "")}`)})`;
      return `CASE WHEN NOT memory.main.dbx_has_null(${entries}) THEN ${madeMap(side(0), side(1))} END`;
    },
    fromEntriesType,
  ),
  map_keys: same("map_keys", takes("map"), ({ types: [type] }) =>
    type?.kind === "map" ? arrayType(type.key) : undefined,
  ),
  map_values: same("map_values", takes("map"), ({ types: [type] }) =>
    type?.kind === "map" ? arrayType(type.value) : undefined,
  ),
  sequence: SEQUENCE,
  size: scalar(takes(["array", "map"]), size, "int"),
  str_to_map: scalar(
    takes("string", may("string"), may("string")),
    ([text = "", pairs = "','", pair = "':'"]) =>
      `map_from_entries(list_transform(dbx_split(${text}, ${pairs}, -1), ${lambda(`{'key': dbx_split(${LAMBDA_VALUE}, ${pair}, 2)[1], 'value': dbx_split(${LAMBDA_VALUE}, ${pair}, 2)[2]}`)}))`,
    () => ({ kind: "map", key: simpleType("string"), value: simpleType("string") }),
  ),
  try_element_at: scalar(takesKey(), ([a = "", key = ""]) => `(${a})[${key}]`, elementOf),
};

const EMPTY_MAP: SqlType = { kind: "map", key: simpleType("void"), value: simpleType("void") };

function entryType({ key, value }: { key: SqlType; value: SqlType }): SqlType {
  return {
    kind: "struct",
    fields: [
      { name: "key", type: key },
      { name: "value", type: value },
    ],
  };
}

function fromEntriesType({ types: [type] }: FunctionCall): SqlType | undefined {
  const fields = type?.kind === "array" && type.element.kind === "struct" ? type.element.fields : [];
  const [key, value] = fields;
  if (type && (!key || !value || fields.length !== 2)) {
    throw unexpectedInput(
      "map_from_entries",
      0,
      arrayType(entryType({ key: simpleType("void"), value: simpleType("void") })),
      type,
    );
  }
  return key && value && { kind: "map", key: key.type, value: value.type };
}

/** A collection and where to look in it: a map's key in the type in which both meet. */
function takesKey({ isForMap = false } = {}): Takes {
  return {
    minArgs: 2,
    maxArgs: 2,
    coerce: (args, name) => {
      const [collection, key] = args;
      if (!collection?.type || !key?.type) return args;
      const { type } = collection;
      if (isSimple(key.type, "void") && isForMap)
        throw typeMismatch("NULL_TYPE", `Null typed values cannot be used as arguments of ${name}.`);
      if (type.kind === "array" && !isForMap) {
        // No other type is cast to it, also not NULL.
        if (!isSimple(key.type, "tinyint", "smallint", "int"))
          throw unexpectedInput(name, 1, "int", key.type);
        return [collection, argumentAs(name, 1, key, "int")];
      }
      if (type.kind !== "map")
        throw isForMap ? otherKey(name) : unexpectedInput(name, 0, ["array", "map"], type);
      const met = (isForMap ? widerWithoutText : tightestType)(type.key, key.type);
      if (!met) throw otherKey(name);
      return [castTo(collection, { ...type, key: met }), castTo(key, met)];
    },
  };
}

function otherKey(name: string) {
  return typeMismatch(
    "MAP_FUNCTION_DIFF_TYPES",
    `Input to ${name} should have been a map followed by a key of its keys' type.`,
  );
}

function takesMaps(): Takes {
  const taken = takesTogether(0);
  return {
    ...taken,
    coerce: (args, name) => {
      const isOne = commonType(args.map(({ type }) => type))?.kind === "map" || args.length === 0;
      if (!isOne && !args.some(({ type }) => type === undefined))
        throw typeMismatch("MAP_CONCAT_DIFF_TYPES", "The map_concat should all be of type map.");
      return taken.coerce(args, name);
    },
  };
}

/** Keys and values by turns, each in the type in which they meet. */
function takesEntries(): Takes {
  return {
    minArgs: 0,
    maxArgs: Infinity,
    coerce: (args) => {
      if (args.length % 2 === 1) throw wrongArgumentCount("map", "2n (n > 0)", args.length);
      const sides = ["KEY", "VALUE"].map((side, place) => {
        const values = args.filter((_, index) => index % 2 === place);
        const type = commonType(values.map((value) => value.type));
        if (!type && values.length > 0 && !values.some((value) => value.type === undefined)) {
          throw typeMismatch(
            `CREATE_MAP_${side}_DIFF_TYPES`,
            `The given ${side.toLowerCase()}s of function map should all be the same type.`,
          );
        }
        return type ? values.map((value) => castTo(value, type)) : values;
      });
      return args.map((arg, index) => sides[index % 2]?.[Math.floor(index / 2)] ?? arg);
    },
  };
}

/** A key must be there, and once. */
function madeMap(keys: string, values: string): string {
  return `CASE WHEN ${keys} IS NOT NULL AND ${values} IS NOT NULL THEN MAP(memory.main.dbx_map_keys(${keys}, ${values}), ${values}) END`;
}

function mapConcat(maps: readonly string[]): string {
  if (maps.length === 0) return "MAP {}";
  const all = (side: string) =>
    maps.map((map) => `${side}(${map})`).reduce((a, b) => `memory.main.dbx_concat(${a}, ${b})`);
  return madeMap(all("map_keys"), all("map_values"));
}

/** The size of an array or a map; NULL of NULL. */
function size([collection = ""]: readonly string[], call: FunctionCall): string {
  return `CAST(${isMap(call) ? "cardinality" : "len"}(${collection}) AS INTEGER)`;
}

/** An array's elements count from 1, or from its end; beyond it is an error, while a map's absent key is NULL. */
function elementAt([collection = "", key = ""]: readonly string[], call: FunctionCall): string {
  return call.types[0]?.kind === "array"
    ? `memory.main.dbx_element_at(${collection}, ${key})`
    : `(${collection})[${key}]`;
}

function map(args: readonly string[], call: FunctionCall): string {
  if (args.length === 0) return "MAP {}";
  const [keys, values] = [0, 1].map((side) => args.filter((_, index) => index % 2 === side).join(", "));
  const isConstant = call.nodes.every((node, index) => index % 2 === 1 || node.kind === "literal");
  return isConstant
    ? `MAP([${keys ?? ""}], [${values ?? ""}])`
    : madeMap(`[${keys ?? ""}]`, `[${values ?? ""}]`);
}

function mapType({ types }: FunctionCall): SqlType | undefined {
  const [key, value] = types;
  if (types.length === 0) return EMPTY_MAP;
  return key && value && { kind: "map", key, value };
}
