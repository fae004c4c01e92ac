import { argumentAs, requireBoolean, together } from "../translate/coerce";
import { compared } from "../translate/operators";
import { keyed, orderKey } from "../translate/order-key";
import { typed, type Typed } from "../translate/typed";
import { isSimple, widerWithoutText } from "../types/coercion";
import { simpleType, type SqlType } from "../types/sql-type";
import { notOrdered } from "../types/type-faults";
import {
  commonArgumentType,
  type FunctionCall,
  type FunctionTable,
  same,
  scalar,
  typeOfArgument,
} from "./function-spec";
import { type Takes, takesAny, takesTogether } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#conditional-functions */
export const CONDITIONAL_FUNCTIONS: FunctionTable = {
  coalesce: same("coalesce", takesTogether(1), commonArgumentType),
  decode: scalar(takesDecode(), decode, decodeType),
  equal_null: scalar(takesAny(2), (_, call) => compare("IS NOT DISTINCT FROM", call), "boolean"),
  greatest: scalar(takesOrdered(), extreme("greatest"), commonArgumentType),
  if: scalar(takesChoice(), choice, typeOfArgument(1)),
  iff: scalar(takesChoice(), choice, typeOfArgument(1)),
  ifnull: same("coalesce", takesTogether(2, 2), commonArgumentType),
  isnotnull: scalar(takesAny(1), ([a = ""]) => `(${a} IS NOT NULL)`, "boolean"),
  isnull: scalar(takesAny(1), ([a = ""]) => `(${a} IS NULL)`, "boolean"),
  least: scalar(takesOrdered(), extreme("least"), commonArgumentType),
  nullif: scalar(
    takesAny(2),
    ([a = ""], call) => `CASE WHEN ${compare("=", call)} THEN NULL ELSE ${a} END`,
    typeOfArgument(0),
  ),
  nullifzero: scalar(
    takesAny(1),
    ([a = ""], { types }) =>
      `CASE WHEN ${compared("=", typed(a, types[0]), ZERO).text} THEN NULL ELSE ${a} END`,
    typeOfArgument(0),
  ),
  nvl: same("coalesce", takesTogether(2, 2), commonArgumentType),
  nvl2: scalar(
    takesTogether(3, 3, ["any"]),
    ([a = "", yes = "", no = ""]) => `CASE WHEN ${a} IS NOT NULL THEN ${yes} ELSE ${no} END`,
    typeOfArgument(1),
  ),
  zeroifnull: scalar(
    takesAny(1),
    (_, call) =>
      `coalesce(${withZero(call)
        .map(({ text }) => text)
        .join(", ")})`,
    (call) => withZero(call)[0]?.type,
  ),
};

/** Values that have an order; a text stays one. */
function takesOrdered(): Takes {
  const taken = takesTogether(2, Infinity, [], widerWithoutText);
  return {
    ...taken,
    coerce: (args, name) => {
      if (args.some(({ type }) => type?.kind === "map")) throw notOrdered(name);
      return taken.coerce(args, name);
    },
  };
}

/** A condition, which nothing becomes in silence, and two values. */
function takesChoice(): Takes {
  const taken = takesTogether(3, 3, ["any"]);
  return {
    ...taken,
    coerce: (args, name) => {
      const [condition] = args;
      if (condition && !isSimple(condition.type, "void")) requireBoolean(name, condition);
      return taken.coerce(args, name);
    },
  };
}

const ZERO = typed("0", simpleType("int"));

function withZero({ args: [a = ""], types, name }: FunctionCall): Typed[] {
  return together(name, [typed(a, types[0]), ZERO]);
}

function choice([condition = "", yes = "", no = ""]: readonly string[]): string {
  return `CASE WHEN ${condition} THEN ${yes} ELSE ${no} END`;
}

function compare(operator: string, { args: [a = "", b = ""], types }: FunctionCall): string {
  return compared(operator, typed(a, types[0]), typed(b, types[1])).text;
}

/** NULLs are left out. */
function extreme(name: "greatest" | "least") {
  return (args: readonly string[], { types }: FunctionCall): string => {
    const type = types[0];
    if (!type || orderKey(typed("", type)).text === "") return `${name}(${args.join(", ")})`;
    const pairs = args.map((arg) => keyed(typed(arg, type)));
    return `(list_sort(list_filter([${pairs.join(", ")}], lambda "lambda pair": "lambda pair" IS NOT NULL), '${name === "greatest" ? "DESC" : "ASC"}')[1]).value`;
  };
}

/** `decode(value, key, result, …, default)`; with two arguments it reads bytes in a character set. */
function takesDecode(): Takes {
  return {
    minArgs: 2,
    maxArgs: Infinity,
    coerce: (args, name) => {
      if (args.length === 2)
        return args.map((arg, index) => argumentAs(name, index, arg, index === 0 ? "binary" : "string"));
      const isResult = (index: number) =>
        (index > 0 && index % 2 === 0) || (index === args.length - 1 && args.length % 2 === 0);
      const results = together(
        name,
        args.filter((_, index) => isResult(index)),
      );
      return args.map((arg, index) => (isResult(index) ? (results.shift() ?? arg) : arg));
    },
  };
}

function decode([value = "", ...rest]: readonly string[], { types }: FunctionCall): string {
  if (rest.length === 1) return `dbx_decode(${value}, ${rest[0] ?? ""})`;
  const branches: string[] = [];
  for (let index = 0; index + 1 < rest.length; index += 2) {
    const key = typed(rest[index] ?? "", types[index + 1]);
    const isEqual = compared("IS NOT DISTINCT FROM", typed(value, types[0]), key).text;
    branches.push(` WHEN ${isEqual} THEN ${rest[index + 1] ?? ""}`);
  }
  const otherwise = rest.length % 2 === 1 ? ` ELSE ${rest.at(-1) ?? ""}` : "";
  return `CASE${branches.join("")}${otherwise} END`;
}

function decodeType({ types }: FunctionCall): SqlType | undefined {
  return types.length === 2 ? simpleType("string") : types[2];
}
