import { unsupported } from "../sql-faults";
import { castTo, sessionCast } from "../translate/cast";
import { typed } from "../translate/typed";
import { isInteger, isSimple, isYearMonth } from "../types/coercion";
import { type Wanted } from "../types/implicit-cast";
import { attempt, binary, result } from "./safe-arithmetic";
import { rounded, roundingType } from "./rounding";
import { duckDbType, simpleType, type SimpleTypeName, type SqlType } from "../types/sql-type";
import {
  type FunctionCall,
  commonArgumentType,
  type FunctionSpec,
  type FunctionTable,
  scalar,
  typeOfArgument,
} from "./function-spec";
import { may, type Takes, takes, takesAny } from "./takes";

const MEASURED: Wanted = ["double", "year-month", "day-time"];
const NUMBER_OR_INTERVAL: Wanted = ["numeric", "year-month", "day-time"];

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#numeric-functions */
export const MATH_FUNCTIONS: FunctionTable = {
  abs: scalar(takes(NUMBER_OR_INTERVAL), absolute, typeOfArgument(0)),
  acos: real("memory.main.dbx_acos"),
  acosh: real("dbx_acosh"),
  asin: real("memory.main.dbx_asin"),
  asinh: real("dbx_asinh"),
  atanh: real("dbx_atanh"),
  atan: real("atan"),
  atan2: real("atan2", 2),
  bigint: conversion("bigint"),
  bin: scalar(takes("bigint"), ([n = ""]) => `bin(${n})`, "string"),
  binary: conversion("binary"),
  bit_count: scalar(takes(["integral", "boolean"]), bitCount, "int"),
  boolean: conversion("boolean"),
  bround: scalar(takes("numeric", may("int")), rounded("HALF_EVEN"), roundingType),
  cbrt: real("dbx_cbrt"),
  ceil: scalar(takesOuter(), rounded("CEILING"), roundingType),
  ceiling: scalar(takesOuter(), rounded("CEILING"), roundingType),
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
  csc: scalar(takes("double"), ([a = ""]) => `(1 / memory.main.dbx_sin(${a}))`, "double"),
  degrees: real("degrees"),
  double: conversion("double"),
  e: scalar(takes(), () => "CAST(2.718281828459045 AS DOUBLE)", "double"),
  exp: real("exp"),
  expm1: real("dbx_expm1"),
  factorial: scalar(
    takes("int"),
    ([n = ""]) => `CAST(CASE WHEN ${n} BETWEEN 0 AND 20 THEN factorial(${n}) END AS BIGINT)`,
    "bigint",
  ),
  float: conversion("float"),
  floor: scalar(takesOuter(), rounded("FLOOR"), roundingType),
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
  log1p: scalar(takes("double"), ([a = ""]) => `CASE WHEN ${a} > -1 THEN dbx_log1p(${a}) END`, "double"),
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
  round: scalar(takes("numeric", may("int")), rounded("HALF_UP"), roundingType),
  sec: scalar(takes("double"), ([a = ""]) => `(1 / memory.main.dbx_cos(${a}))`, "double"),
  shiftleft: shift("left"),
  shiftright: shift("right"),
  shiftrightunsigned: shift("right_unsigned"),
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
  width_bucket: scalar(takes(MEASURED, MEASURED, MEASURED, "bigint"), widthBucket, "bigint"),
};

/** A number; with a number of digits it becomes a DECIMAL, whatever it was. */
function takesOuter(): Takes {
  const [plain, scaled] = [takes(["double", "decimal", "bigint"]), takes("decimal", "int")];
  return {
    minArgs: 1,
    maxArgs: 2,
    coerce: (args, name) => (args.length === 1 ? plain : scaled).coerce(args, name),
  };
}

/** Intervals by their months or microseconds. */
function widthBucket(args: readonly string[], { types }: FunctionCall): string {
  const [type] = types;
  const read = isYearMonth(type) ? "dbx_months" : "dbx_micros";
  const numbers = args.map((arg, index) =>
    index < 3 && type?.kind === "interval" ? `memory.main.${read}(${arg})` : arg,
  );
  return `memory.main.dbx_width_bucket(${numbers.join(", ")})`;
}

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
function shift(direction: "left" | "right" | "right_unsigned"): FunctionSpec {
  return scalar(
    takes(["int", "bigint"], "int"),
    ([n = "", by = ""], { types: [type] }) => {
      const isLong = isSimple(type, "bigint");
      return `CAST(dbx_shift_${direction}(CAST(${n} AS BIGINT), ${by}, ${isLong ? 64 : 32}) AS ${isLong ? "BIGINT" : "INTEGER"})`;
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
    ([a = ""], { types, translator }) =>
      sessionCast(typed(a, types[0]), simpleType(name), translator.surroundings).text,
    name,
  );
}
