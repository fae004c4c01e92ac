import { unsupported } from "../sql-faults";
import { numeric } from "../translate/arithmetic";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isFractional, isInteger, isSimple } from "../types/common-type";
import { duckDbType, simpleType, type SimpleTypeName, type SqlType } from "../types/sql-type";
import {
  type FunctionCall,
  commonArgumentType,
  type FunctionSpec,
  type FunctionTable,
  literalNumber,
  macro,
  same,
  scalar,
  textual,
  typeOfArgument,
} from "./function-spec";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#numeric-functions */
export const MATH_FUNCTIONS: FunctionTable = {
  abs: same("abs", 1, 1, typeOfArgument(0)),
  acos: real("acos"),
  asin: real("asin"),
  atan: real("atan"),
  atan2: real("atan2", 2),
  bigint: conversion("bigint"),
  bin: scalar(1, 1, ([n = ""]) => `bin(CAST(${n} AS BIGINT))`, "string"),
  binary: conversion("binary"),
  bit_count: scalar(1, 1, ([n = ""]) => `CAST(bit_count(${n}) AS INTEGER)`, "int"),
  boolean: conversion("boolean"),
  bround: scalar(1, 2, rounding("bround"), roundingType),
  cbrt: real("dbx_cbrt"),
  ceil: scalar(1, 2, rounding("ceil"), roundingType),
  ceiling: scalar(1, 2, rounding("ceil"), roundingType),
  conv: textual(3, 3, ([n = "", from = "", to = ""]) => {
    const any = `dbx_conv(${n}, CAST(${from} AS INTEGER), CAST(${to} AS INTEGER))`;
    if (from !== "16" || to !== "10") return any;
    // What digests are cut into numbers with: a hundred times as fast.
    return `CASE WHEN regexp_full_match(${n}, '[0-9a-fA-F]{1,16}') THEN CAST(CAST('0x' || ${n} AS UBIGINT) AS VARCHAR) ELSE ${any} END`;
  }),
  cos: real("cos"),
  cosh: real("cosh"),
  cot: real("cot"),
  degrees: real("degrees"),
  double: conversion("double"),
  e: scalar(0, 0, () => "exp(1::DOUBLE)", "double"),
  exp: real("exp"),
  factorial: scalar(
    1,
    1,
    ([n = ""]) => `CAST(CASE WHEN ${n} BETWEEN 0 AND 20 THEN factorial(CAST(${n} AS INTEGER)) END AS BIGINT)`,
    "bigint",
  ),
  float: conversion("float"),
  floor: scalar(1, 2, rounding("floor"), roundingType),
  getbit: scalar(
    2,
    2,
    ([n = "", at = ""]) => `CAST((CAST(${n} AS BIGINT) >> CAST(${at} AS BIGINT)) & 1 AS TINYINT)`,
    "tinyint",
  ),
  hex: scalar(
    1,
    1,
    ([a = ""], { types: [type] }) => (isInteger(type) ? `hex(CAST(${a} AS BIGINT))` : `hex(${a})`),
    "string",
  ),
  hypot: scalar(
    2,
    2,
    ([a = "", b = ""]) => `sqrt(power(CAST(${a} AS DOUBLE), 2) + power(CAST(${b} AS DOUBLE), 2))`,
    "double",
  ),
  int: conversion("int"),
  isnan: scalar(1, 1, ([a = ""]) => `coalesce(isnan(CAST(${a} AS DOUBLE)), FALSE)`, "boolean"),
  ln: real("ln"),
  log: scalar(
    2,
    2,
    ([base = "", a = ""]) => `(log10(CAST(${a} AS DOUBLE)) / log10(CAST(${base} AS DOUBLE)))`,
    "double",
  ),
  log10: real("log10"),
  log2: real("log2"),
  mod: binary("%"),
  nanvl: scalar(
    2,
    2,
    ([a = "", b = ""]) => `CASE WHEN isnan(CAST(${a} AS DOUBLE)) THEN ${b} ELSE ${a} END`,
    commonArgumentType,
  ),
  negative: scalar(1, 1, ([a = ""]) => `(-${a})`, typeOfArgument(0)),
  pi: scalar(0, 0, () => "pi()", "double"),
  pmod: scalar(
    2,
    2,
    ([a = "", b = ""]) => `memory.main.dbx_modulo(memory.main.dbx_modulo(${a}, ${b}) + ${b}, ${b})`,
    commonArgumentType,
  ),
  positive: scalar(1, 1, ([a = ""]) => `(${a})`, typeOfArgument(0)),
  pow: real("pow", 2),
  power: real("pow", 2),
  radians: real("radians"),
  rand: scalar(0, 0, () => "random()", "double"),
  random: scalar(0, 0, () => "random()", "double"),
  rint: scalar(1, 1, ([a = ""]) => `round_even(CAST(${a} AS DOUBLE), 0)`, "double"),
  round: scalar(1, 2, rounding("round"), roundingType),
  shiftleft: scalar(
    2,
    2,
    ([n = "", by = ""]) => `CAST(CAST(${n} AS BIGINT) << ${by} AS BIGINT)`,
    typeOfArgument(0),
  ),
  shiftright: scalar(2, 2, ([n = "", by = ""]) => `(${n} >> ${by})`, typeOfArgument(0)),
  sign: scalar(1, 1, ([a = ""]) => `CAST(sign(${a}) AS DOUBLE)`, "double"),
  signum: scalar(1, 1, ([a = ""]) => `CAST(sign(${a}) AS DOUBLE)`, "double"),
  sin: real("sin"),
  sinh: real("sinh"),
  smallint: conversion("smallint"),
  sqrt: real("sqrt"),
  tan: real("tan"),
  tanh: real("tanh"),
  tinyint: conversion("tinyint"),
  try_add: attempt("+"),
  try_divide: attempt("/"),
  try_mod: attempt("%"),
  try_multiply: attempt("*"),
  try_subtract: attempt("-"),
  width_bucket: macro("dbx_width_bucket", 4, 4, "bigint"),
};

/** A function of DOUBLEs. */
function real(name: string, count = 1): FunctionSpec {
  return scalar(
    count,
    count,
    (args) => `${name}(${args.map((arg) => `CAST(${arg} AS DOUBLE)`).join(", ")})`,
    "double",
  );
}

/** A type's name as a function is a cast. */
function conversion(name: SimpleTypeName): FunctionSpec {
  return scalar(
    1,
    1,
    ([a = ""], { types }) => castTo(typed(a, types[0]), simpleType(name), false).text,
    name,
  );
}

function result(operator: string, { args: [a = "", b = ""], types }: FunctionCall) {
  return numeric(operator, typed(a, types[0]), typed(b, types[1]));
}

function binary(operator: string): FunctionSpec {
  return scalar(
    2,
    2,
    (_, call) => result(operator, call).text,
    (call) => result(operator, call).type,
  );
}

/** NULL where the operator itself would fail. */
function attempt(operator: string): FunctionSpec {
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
    2,
    2,
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
