import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { literalNumber } from "../syntax/literal-values";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isFractional, isInteger } from "../types/coercion";
import { decimalFor } from "../types/decimals";
import { duckDbType, simpleType, type SqlType } from "../types/sql-type";
import { nonFoldable } from "../types/type-faults";
import { foldable } from "./constant-arguments";
import { type FunctionCall } from "./function-spec";

export type RoundingMode = "CEILING" | "FLOOR" | "HALF_EVEN" | "HALF_UP";

/**
 * The type of `round`, `bround`, `ceil` and `floor`: a DECIMAL stays one, with the digits that are left, and what `ceil` and
 * `floor` are given a number of digits for becomes one.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/round
 */
export function roundingType(call: FunctionCall): SqlType | undefined {
  const [given] = call.types;
  const isOuter = /^(ceil|ceiling|floor)$/.test(call.name);
  const digits = digitsOf(call);
  if (isOuter && call.nodes[1] === undefined && given?.kind !== "decimal")
    return given && simpleType("bigint");
  const type = isOuter ? decimalOf(given) : given;
  if (type?.kind !== "decimal") return type;
  const scale = Math.min(Math.max(digits, 0), type.scale);
  const integers = type.precision - type.scale + 1;
  const precision = digits < 0 ? Math.max(integers, 1 - digits) : integers + scale;
  return { kind: "decimal", precision: Math.min(precision, 38), scale };
}

/** The DECIMAL that any number becomes. */
function decimalOf(type: SqlType | undefined): SqlType | undefined {
  if (isFractional(type)) return { kind: "decimal", precision: 30, scale: 15 };
  return decimalFor(type);
}

/** How many digits behind the point are kept, which must not depend on a row. */
function digitsOf(call: FunctionCall): number {
  if (call.nodes[1] === undefined) return 0;
  const text = literalNumber(call.nodes[1])?.toString() ?? foldable(call, 1);
  const isOuter = /^(ceil|ceiling|floor)$/.test(call.name);
  if (isOuter && typeof text !== "string") throw notFoldable(call.name);
  if (text === undefined) throw nonFoldable(call.name, 1);
  return Math.trunc(Number(text));
}

/** The functions of this name with one argument and those with two are one to Spark, which asks for the second as it is built. */
function notFoldable(name: string): SqlError {
  return new SqlError(
    "NON_FOLDABLE_ARGUMENT",
    "42K08",
    `The function \`${name}\` requires the parameter \`scale\` to be a foldable expression of the type "INT", but the actual argument is a non-foldable.`,
  );
}

export function rounded(mode: RoundingMode) {
  return ([value = "", digits = "0"]: readonly string[], call: FunctionCall): string => {
    const [given] = call.types;
    const type = roundingType(call);
    const isOuter = mode === "CEILING" || mode === "FLOOR";
    if (isOuter && call.nodes[1] === undefined) return outer(value, given, type, mode);
    if (isFractional(type)) {
      const result = `dbx_round_double(CAST(${value} AS DOUBLE), ${digits}, ${mode === "HALF_EVEN" ? "TRUE" : "FALSE"})`;
      return type ? `CAST(${result} AS ${duckDbType(type)})` : result;
    }
    if (isInteger(type) && type)
      return `CAST(dbx_round_whole(CAST(${value} AS BIGINT), ${digits}, '${mode}', ${BITS[nameOf(type)] ?? 64}) AS ${duckDbType(type)})`;
    if (type?.kind !== "decimal")
      throw unsupported(`${call.name} with a number of digits that is no constant`);
    const number = castTo(typed(value, given), decimalOf(given) ?? type).text;
    return `CAST(dbx_round_decimal(CAST(${number} AS VARCHAR), ${digits}, '${mode}', ${type.precision}, ${type.scale}) AS ${duckDbType(type)})`;
  };
}

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

function nameOf(type: SqlType): string {
  return type.kind === "simple" ? type.name : "";
}

/** The next whole number; NaN is 0. */
function outer(
  value: string,
  given: SqlType | undefined,
  type: SqlType | undefined,
  mode: RoundingMode,
): string {
  const name = mode === "CEILING" ? "ceil" : "floor";
  if (isInteger(given)) return `CAST(${value} AS BIGINT)`;
  if (given?.kind === "decimal") return `CAST(${name}(${value}) AS ${type ? duckDbType(type) : "BIGINT"})`;
  return `dbx_whole(${name}(CAST(${value} AS DOUBLE)))`;
}
