import { columnName } from "../translate/column-name";
import { keyed, isNested } from "../translate/order-key";
import { argumentAs } from "../translate/coerce";
import { castTo } from "../translate/cast";
import { lambda, LAMBDA_VALUE, typed } from "../translate/typed";
import { unsupported } from "../sql-faults";
import { commonType, isSimple, tightestType, widerWithoutText } from "../types/coercion";
import { arrayType, identifier, simpleType, type SqlType } from "../types/sql-type";
import { notOrdered, refuseRepeatedFields, typeMismatch, unexpectedInput } from "../types/type-faults";
import {
  arrayOfArgument,
  elementOf,
  type FunctionCall,
  type FunctionTable,
  macro,
  sameCollection,
  scalar,
} from "./function-spec";
import { exactArgument, exactly, may, type Takes, takes } from "./takes";

const STRINGS = arrayType(simpleType("string"));

/** What is computed from whole arrays. @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#array-functions */
export const ARRAY_FUNCTIONS: FunctionTable = {
  array_append: macro("dbx_append", takesElement({ isArray: true }), sameCollection),
  array_compact: scalar(
    takes("array"),
    ([list = ""]) => `list_filter(${list}, ${lambda(`${LAMBDA_VALUE} IS NOT NULL`)})`,
    sameCollection,
  ),
  array_contains: macro(
    "dbx_contains",
    takesElement({ isArray: true, isSought: true, isNullRefused: true, meet: widerWithoutText }),
    "boolean",
  ),
  array_distinct: macro("dbx_distinct", takes("array"), sameCollection),
  array_except: macro("dbx_except", takesArrays(), sameCollection),
  array_insert: scalar(
    takesElement({ at: 2, between: ["int"] }),
    ([list = "", at = "", value = ""]) => `memory.main.dbx_insert(${list}, ${at}, ${value})`,
    sameCollection,
  ),
  array_intersect: macro("dbx_intersect", takesArrays(), sameCollection),
  array_join: scalar(takes(STRINGS, exactly("string"), may(exactly("string"))), arrayJoin, "string"),
  array_max: scalar(takesOrdered(), outermost("max"), elementOf),
  array_min: scalar(takesOrdered(), outermost("min"), elementOf),
  array_position: macro("dbx_position", takesElement({ isArray: true, isNullRefused: true }), "bigint"),
  array_prepend: macro("dbx_prepend", takesElement({ isArray: true }), sameCollection),
  array_remove: macro("dbx_remove", takesElement(), sameCollection),
  array_repeat: macro("dbx_list_repeat", takes("any", exactly("int")), arrayOfArgument(0)),
  array_size: scalar(takes("array"), ([list = ""]) => `CAST(len(${list}) AS INTEGER)`, "int"),
  array_sort: scalar(
    takesOrdered(1),
    ([list = ""], call) => {
      if (call.args.length === 2) throw unsupported("array_sort with a comparison");
      return sortedList(list, call, "'ASC'", "'NULLS LAST'");
    },
    sameCollection,
  ),
  array_union: scalar(
    takesArrays(),
    ([a = "", b = ""]) => `memory.main.dbx_distinct(memory.main.dbx_concat(${a}, ${b}))`,
    sameCollection,
  ),
  arrays_overlap: macro("dbx_overlap", takesArrays(), "boolean"),
  arrays_zip: scalar({ minArgs: 1, maxArgs: Infinity, coerce: eachArray }, arraysZip, arraysZipType),
  flatten: macro("dbx_flatten", takesNested(), elementOf),
  slice: macro("dbx_slice", takes("array", "int", "int"), sameCollection),
  sort_array: scalar(takesOrdered(1), sortArray, sameCollection),
};

/** An array and a value that goes with its elements: both in the type in which they meet. */
function takesElement({
  at = 1,
  between = [] as readonly "int"[],
  isArray = false,
  isSought = false,
  isNullRefused = false,
  meet = tightestType,
} = {}): Takes {
  return {
    minArgs: at + 1,
    maxArgs: at + 1,
    coerce: (args, name) => {
      const [list, value] = [args[0], args[at]];
      if (!list || !value) return args;
      const middle = between.map((wanted, index) => {
        const one = args[index + 1] ?? value;
        if (isSimple(one.type, "void")) throw unexpectedInput(name, index + 1, wanted, simpleType("void"));
        return exactArgument(name, index + 1, one, wanted);
      });
      if (!list.type || !value.type) return [list, ...middle, value];
      if ((isSought && isSimple(value.type, "void")) || (isNullRefused && isSimple(list.type, "void")))
        throw typeMismatch("NULL_TYPE", `Null typed values cannot be used as arguments of ${name}.`);
      if (list.type.kind !== "array")
        throw isArray ? unexpectedInput(name, 0, "array", list.type) : otherElement(name);
      const element = meet(list.type.element, value.type);
      if (!element) throw otherElement(name);
      return [castTo(list, arrayType(element)), ...middle, castTo(value, element)];
    },
  };
}

function otherElement(name: string) {
  return typeMismatch(
    "ARRAY_FUNCTION_DIFF_TYPES",
    `Input to ${name} should have been an array followed by a value with same element type.`,
  );
}

/** Two arrays in the type in which they meet. */
function takesArrays(): Takes {
  return {
    minArgs: 2,
    maxArgs: 2,
    coerce: (args, name) => {
      const types = args.map(({ type }) => type);
      if (types.includes(undefined)) return args;
      const wrong = types.find((type) => type?.kind !== "array");
      const type = wrong ? undefined : commonType(types, tightestType);
      if (!type) {
        throw typeMismatch(
          "BINARY_ARRAY_DIFF_TYPES",
          `Input to function ${name} should have been two arrays with the same element type.`,
        );
      }
      return args.map((arg) => castTo(arg, type));
    },
  };
}

/** An array whose elements have an order, and what says how. */
function takesOrdered(more = 0): Takes {
  return {
    minArgs: 1,
    maxArgs: 1 + more,
    coerce: (args, name) => {
      const [list, ...others] = args;
      if (list && isSimple(list.type, "void") && name !== "array_sort")
        return [argumentAs(name, 0, list, "array"), ...others];
      if (list?.type && list.type.kind !== "array") throw unexpectedInput(name, 0, "array", list.type);
      if (list?.type?.kind === "array" && list.type.element.kind === "map") throw notOrdered(name);
      return args;
    },
  };
}

function takesNested(): Takes {
  return {
    minArgs: 1,
    maxArgs: 1,
    coerce: (args, name) => {
      const type = args[0]?.type;
      if (type && !(type.kind === "array" && type.element.kind === "array"))
        throw unexpectedInput(name, 0, arrayType(arrayType(simpleType("void"))), type);
      return args;
    },
  };
}

function eachArray(args: Parameters<Takes["coerce"]>[0], name: string) {
  return args.map((arg, index) => argumentAs(name, index, arg, "array"));
}

/** NULLs are left out unless there is a text for them. */
function arrayJoin([list = "", separator = "", forNull]: readonly string[]): string {
  const texts =
    forNull === undefined
      ? `list_filter(${list}, ${lambda(`${LAMBDA_VALUE} IS NOT NULL`)})`
      : `list_transform(${list}, lambda "lambda member": coalesce("lambda member", ${forNull}))`;
  const checked = forNull === undefined ? "" : ` OR ${forNull} IS NULL`;
  return `CASE WHEN ${separator} IS NULL${checked} THEN NULL ELSE dbx_join(${separator}, ${texts}) END`;
}

/** NULLs are left out. */
function outermost(name: "max" | "min") {
  return ([list = ""]: readonly string[], call: FunctionCall): string => {
    const element = elementOf(call);
    if (!element || !isNested(element)) return `list_${name}(${list})`;
    const pairs = `list_transform(${list}, ${lambda(keyed(typed(LAMBDA_VALUE, element)))})`;
    return `(list_${name}(${pairs})).value`;
  };
}

function fieldNames({ nodes, translator }: FunctionCall): string[] {
  return nodes.map((node, index) =>
    node.kind === "column" || node.kind === "dot"
      ? (columnName(node, translator).split(".").pop() ?? "")
      : String(index),
  );
}

function arraysZip(lists: readonly string[], call: FunctionCall): string {
  const names = fieldNames(call);
  refuseRepeatedFields(names);
  const fields = lists.map(
    (_, index) => `${identifier(names[index] ?? "")} := ${LAMBDA_VALUE}[${index + 1}]`,
  );
  const isThere = lists.map((list) => `${list} IS NOT NULL`).join(" AND ");
  return `CASE WHEN ${isThere} THEN list_transform(list_zip(${lists.join(", ")}), ${lambda(`struct_pack(${fields.join(", ")})`)}) END`;
}

function arraysZipType(call: FunctionCall): SqlType {
  const names = fieldNames(call);
  const fields = call.types.map((type, index) => ({
    name: names[index] ?? "",
    type: type?.kind === "array" ? type.element : simpleType("void"),
  }));
  return arrayType({ kind: "struct", fields });
}

/** NULLs come first when ascending, last when descending. */
function sortArray([list = "", ascending]: readonly string[], call: FunctionCall): string {
  const upwards = sortedList(list, call, "'ASC'", "'NULLS FIRST'");
  if (ascending === undefined) return upwards;
  return `CASE WHEN ${ascending} THEN ${upwards} WHEN NOT ${ascending} THEN ${sortedList(list, call, "'DESC'", "'NULLS LAST'")} END`;
}

function sortedList(list: string, call: FunctionCall, order: string, nulls: string): string {
  const element = elementOf(call);
  if (!element || !isNested(element)) return `list_sort(${list}, ${order}, ${nulls})`;
  const pairs = `list_transform(${list}, ${lambda(keyed(typed(LAMBDA_VALUE, element)))})`;
  return `list_transform(list_sort(${pairs}, ${order}, ${nulls}), ${lambda(`${LAMBDA_VALUE}.value`)})`;
}
