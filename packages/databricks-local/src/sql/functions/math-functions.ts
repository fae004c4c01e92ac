import { unsupported } from "../sql-faults";
import { computed, literalDecimal } from "../translate/arithmetic";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isFractional, isInteger, isSimple, type Wanted } from "../types/coercion";
import { duckDbType, simpleType, type SimpleTypeName, type SqlType } from "../types/sql-type";
import {
  type FunctionCall,
  commonArgumentType,
  type FunctionSpec,
  type FunctionTable,
  literalNumber,
  macro,
  may,
  scalar,
  takes,
  takesAny,
  typeOfArgument,
} from "./function-spec";

const NUMBER_OR_INTERVAL: Wanted = ["numeric", "year-month", "day-time"];

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#numeric-functions */
export const MATH_FUNCTIONS: FunctionTable = {
  abs: scalar(takes(NUMBER_OR_INTERVAL), absolute, typeOfArgument(0)),
  acos: real("memory.main.dbx_acos"),
  asin: real("memory.main.dbx_asin"),
  atan: real("atan"),
  atan2: real("atan2", 2),
  bigint: conversion("bigint"),
  bin: scalar(takes("bigint"), ([n = ""]) => `bin(${n})`, "string"),
  binary: conversion("binary"),
  bit_count: scalar(takes(["integral", "boolean"]), bitCount, "int"),
  boolean: conversion("boolean"),
  bround: scalar(takes("numeric", may("int")), rounding("bround"), roundingType),
  cbrt: real("dbx_cbrt"),
  ceil: scalar(takes(["bigint", "double", "decimal"], may("int")), rounding("ceil"), roundingType),
  ceiling: scalar(takes(["bigint", "double", "decimal"], may("int")), rounding("ceil"), roundingType),
  conv: scalar(takes("string", "int", "int"), ([n = "", from = "", to = ""]) => {
    const any = `dbx_conv(${n}, ${from}, ${to})`;
    if (!isConstant(from, 16) || !isConstant(to, 10)) return any;
    // What digests are cut into numbers with: a hundred times as fast.
    return `CASE WHEN regexp_full_match(${n}, '[0-9a-fA-F]{1,16}') THEN CAST(CAST('0x' || ${n} AS UBIGINT) AS VARCHAR) ELSE ${any} END`;
  }),
  cos: real("memory.main.dbx_cos"),
  cosh: real("cosh"),
  cot: scalar(takes("double"), ([x = ""]) => `(1 / memory.main.dbx_tan(${x}))`, "double"),
  decimal: scalar(
    takesAny(1),
    ([a = ""], { types }) => castTo(typed(a, types[0]), DECIMAL).text,
    () => DECIMAL,
  ),
  degrees: real("degrees"),
  double: conversion("double"),
  e: scalar(takes(), () => "CAST(2.718281828459045 AS DOUBLE)", "double"),
  exp: real("exp"),
  factorial: scalar(
    takes("int"),
    ([n = ""]) => `CAST(CASE WHEN ${n} BETWEEN 0 AND 20 THEN factorial(${n}) END AS BIGINT)`,
    "bigint",
  ),
  float: conversion("float"),
  floor: scalar(takes(["bigint", "double", "decimal"], may("int")), rounding("floor"), roundingType),
  getbit: scalar(takes("integral", "int"), bitAt, "tinyint"),
  hex: scalar(
    takes(["bigint", "binary", "string"]),
    ([a = ""], { types: [type] }) => (isInteger(type) ? `hex(CAST(${a} AS BIGINT))` : `hex(${a})`),
    "string",
  ),
  hypot: real("dbx_hypot", 2),
  int: conversion("int"),
  isnan: scalar(takes(["double", "float"]), ([a = ""]) => `coalesce(isnan(${a}), FALSE)`, "boolean"),
  ln: real("memory.main.dbx_ln"),
  log: scalar(
    takes("double", may("double")),
    ([base = "", a]) =>
      a === undefined
        ? `memory.main.dbx_ln(${base})`
        : `(memory.main.dbx_ln(${a}) / memory.main.dbx_ln(${base}))`,
    "double",
  ),
  log10: real("memory.main.dbx_log10"),
  log2: real("memory.main.dbx_log2"),
  mod: binary("%"),
  nanvl: scalar(
    takes(["double", "float"], ["double", "float"]),
    ([a = "", b = ""]) => `CASE WHEN isnan(${a}) THEN ${b} ELSE ${a} END`,
    commonArgumentType,
  ),
  negative: scalar(takes(NUMBER_OR_INTERVAL), ([a = ""]) => `(-${a})`, typeOfArgument(0)),
  pi: scalar(takes(), () => "pi()", "double"),
  pmod: scalar(takesAny(2), positiveRemainder, (call) => result("%", call).type),
  positive: scalar(takes(NUMBER_OR_INTERVAL), ([a = ""]) => `(${a})`, typeOfArgument(0)),
  pow: real("memory.main.dbx_pow", 2),
  power: real("memory.main.dbx_pow", 2),
  radians: real("radians"),
  rand: scalar(takes(may(["int", "bigint"])), random, "double"),
  random: scalar(takes(may(["int", "bigint"])), random, "double"),
  rint: scalar(takes("double"), ([a = ""]) => `round_even(${a}, 0)`, "double"),
  round: scalar(takes("numeric", may("int")), rounding("round"), roundingType),
  shiftleft: shift("<<"),
  shiftright: shift(">>"),
  sign: scalar(takes(["double", "year-month", "day-time"]), signOf, "double"),
  signum: scalar(takes(["double", "year-month", "day-time"]), signOf, "double"),
  sin: real("memory.main.dbx_sin"),
  sinh: real("sinh"),
  smallint: conversion("smallint"),
  sqrt: real("memory.main.dbx_sqrt"),
  tan: real("memory.main.dbx_tan"),
  tanh: real("tanh"),
  tinyint: conversion("tinyint"),
  try_add: attempt("+"),
  try_divide: attempt("/"),
  try_mod: attempt("%"),
  try_multiply: attempt("*"),
  try_subtract: attempt("-"),
  width_bucket: macro(
    "dbx_width_bucket",
    takes(
      ["double", "year-month", "day-time"],
      ["double", "year-month", "day-time"],
      ["double", "year-month", "day-time"],
      "bigint",
    ),
    "bigint",
  ),
};

const DECIMAL: SqlType = { kind: "decimal", precision: 10, scale: 0 };

function absolute([a = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  if (type?.kind === "interval") return `CASE WHEN ${a} < INTERVAL 0 DAY THEN -${a} ELSE ${a} END`;
  return `abs(${a})`;
}

/** Of a negative number all bits of a BIGINT are counted. */
function bitCount([n = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  return isSimple(type, "boolean")
    ? `CAST(${n} AS INTEGER)`
    : `CAST(bit_count(CAST(${n} AS BIGINT)) AS INTEGER)`;
}

function bitAt([n = "", at = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  const bits = isSimple(type, "tinyint")
    ? 8
    : isSimple(type, "smallint")
      ? 16
      : isSimple(type, "int")
        ? 32
        : 64;
  const checked = `CASE WHEN ${at} < 0 OR ${at} >= ${bits} THEN dbx_bit_position_fails(${at}, ${bits}) ELSE CAST(${at} AS BIGINT) END`;
  return `CAST((CAST(${n} AS BIGINT) >> ${checked}) & 1 AS TINYINT)`;
}

function isConstant(text: string, value: number): boolean {
  return text === String(value) || text === `CAST(${value} AS INTEGER)`;
}

function positiveRemainder([a = "", b = ""]: readonly string[], call: FunctionCall): string {
  const { type } = result("%", call);
  if (!type) return `memory.main.dbx_pmod(${a}, ${b})`;
  const [x, y] =
    type.kind === "decimal"
      ? [a, b]
      : [0, 1].map((index) => castTo(typed(call.args[index] ?? "", call.types[index]), type).text);
  return `CAST(memory.main.dbx_pmod(${x ?? ""}, ${y ?? ""}) AS ${duckDbType(type)})`;
}

/** Another generator than Databricks', so that a seed gives other numbers; they are the same each time. */
function random([seed]: readonly string[]): string {
  if (seed !== undefined) throw unsupported("rand with a seed");
  return "random()";
}

/** A shift by as many bits as the type has, or more, begins again at 0. */
function shift(operator: "<<" | ">>"): FunctionSpec {
  return scalar(
    takes(["int", "bigint"], "int"),
    ([n = "", by = ""], { types: [type] }) => {
      const isLong = isSimple(type, "bigint");
      const name = operator === "<<" ? "dbx_shift_left" : "dbx_shift_right";
      return `CAST(${name}(CAST(${n} AS BIGINT), ${by}, ${isLong ? 64 : 32}) AS ${isLong ? "BIGINT" : "INTEGER"})`;
    },
    typeOfArgument(0),
  );
}

function signOf([a = ""]: readonly string[], { types: [type] }: FunctionCall): string {
  if (type?.kind !== "interval") return `CASE WHEN isnan(${a}) THEN ${a} ELSE CAST(sign(${a}) AS DOUBLE) END`;
  return `CAST(CASE WHEN ${a} < INTERVAL 0 DAY THEN -1 WHEN ${a} > INTERVAL 0 DAY THEN 1 WHEN ${a} IS NOT NULL THEN 0 END AS DOUBLE)`;
}

/** A function of DOUBLEs. */
function real(name: string, count = 1): FunctionSpec {
  return scalar(
    takes(...Array.from({ length: count }, () => "double" as const)),
    (args) => `${name}(${args.join(", ")})`,
    "double",
  );
}

/** A type's name as a function is a cast. */
function conversion(name: SimpleTypeName): FunctionSpec {
  return scalar(
    takesAny(1),
    ([a = ""], { types }) => castTo(typed(a, types[0]), simpleType(name)).text,
    name,
  );
}

type Operator = Parameters<typeof computed>[0];

function result(operator: Operator, { args: [a = "", b = ""], types, nodes }: FunctionCall) {
  return computed(
    operator,
    literalDecimal(typed(a, types[0]), nodes[0]),
    literalDecimal(typed(b, types[1]), nodes[1]),
  );
}

function binary(operator: Operator): FunctionSpec {
  return scalar(
    takesAny(2),
    (_, call) => result(operator, call).text,
    (call) => result(operator, call).type,
  );
}

/** NULL where the operator itself would fail. */
function attempt(operator: Operator): FunctionSpec {
  const print = (call: FunctionCall): string => {
    const [a = "", b = ""] = call.args;
    const { text, type } = result(operator, call);
    const isExact = type?.kind === "decimal" || isInteger(type);
    if (operator === "/" || operator === "%") return `CASE WHEN ${b} <> 0 THEN ${text} END`;
    if (!type || !isExact) return text;
    // Computed with room to spare, then fitted in.
    const wide = isInteger(type) ? `(CAST(${a} AS HUGEINT) ${operator} CAST(${b} AS HUGEINT))` : text;
    return `TRY_CAST(${wide} AS ${duckDbType(type)})`;
  };
  return scalar(
    takesAny(2),
    (_, call) => print(call),
    (call) => result(operator, call).type,
  );
}

/**
 * The type of `round`, `bround`, `ceil` and `floor`: a DECIMAL stays one, with the digits that are left.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/round
 */
function roundingType({ name, types: [type], nodes }: FunctionCall): SqlType | undefined {
  const isWhole = name === "ceil" || name === "ceiling" || name === "floor";
  if (type?.kind === "decimal") {
    const digits = nodes[1] === undefined ? 0 : literalNumber(nodes[1]);
    if (digits === undefined) return undefined;
    const scale = Math.min(Math.max(digits, 0), type.scale);
    const integers = type.precision - type.scale + 1;
    const precision = digits < 0 ? Math.max(integers, 1 - digits) : integers + scale;
    return { kind: "decimal", precision: Math.min(precision, 38), scale };
  }
  if (isWhole && nodes[1] === undefined) return type && simpleType("bigint");
  return isSimple(type, "string") ? simpleType("double") : type;
}

function rounding(name: "bround" | "ceil" | "floor" | "round") {
  return ([value = "", digits = "0"]: readonly string[], call: FunctionCall): string => {
    const type = roundingType(call);
    const [given] = call.types;
    if (name === "ceil" || name === "floor") return whole(name, value, call, type);
    if (isFractional(given) || isSimple(given, "string"))
      return `dbx_round_double(CAST(${value} AS DOUBLE), CAST(${digits} AS INTEGER), ${name === "bround" ? "TRUE" : "FALSE"})`;

    const rounded = `${name === "bround" ? "round_even" : "round"}(${value}, ${digits})`;
    if (!type) return rounded;
    if (isInteger(type)) return `CAST(round(${value}, CAST(${digits} AS INTEGER)) AS ${duckDbType(type)})`;
    return `CAST(${rounded} AS ${duckDbType(type)})`;
  };
}

function whole(
  name: "ceil" | "floor",
  value: string,
  { nodes }: FunctionCall,
  type: SqlType | undefined,
): string {
  const target = type ? duckDbType(type) : "BIGINT";
  if (nodes[1] === undefined) return `CAST(${name}(${value}) AS ${target})`;
  const digits = literalNumber(nodes[1]);
  if (digits === undefined) throw unsupported(`${name} with a number of digits that is no literal`);
  const unit = `CAST('1e${digits}' AS DECIMAL(38, ${Math.max(0, -digits)}))`;
  return type?.kind === "decimal" && digits >= 0
    ? `CAST(${name}(${value} * ${unit}) / ${unit} AS ${target})`
    : `CAST(${name}(CAST(${value} AS DOUBLE) * 1e${digits}) / 1e${digits} AS ${target})`;
}
