import { unsupported } from "../sql-faults";
import { isFractional, isInteger, isSimple } from "../types/common-type";
import { duckDbType, simpleType, type SqlType } from "../types/sql-type";
import { literalNumber, type Call } from "./function-spec";

/**
 * The type of `round`, `bround`, `ceil` and `floor`: a DECIMAL stays one, with the digits that are left.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/round
 */
export function roundingType({ name, types: [type], nodes }: Call): SqlType | undefined {
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

export function rounding(name: "bround" | "ceil" | "floor" | "round") {
  return ([value = "", digits = "0"]: readonly string[], call: Call): string => {
    const type = roundingType(call);
    const [given] = call.types;
    if (name === "ceil" || name === "floor") return whole(name, value, call, type);
    if (isFractional(given) || isSimple(given, "string")) {
      return `dbx_round_double(CAST(${value} AS DOUBLE), CAST(${digits} AS INTEGER), ${name === "bround" ? "TRUE" : "FALSE"})`;
    }
    const rounded = `${name === "bround" ? "round_even" : "round"}(${value}, ${digits})`;
    if (!type) return rounded;
    if (isInteger(type)) return `CAST(round(${value}, CAST(${digits} AS INTEGER)) AS ${duckDbType(type)})`;
    return `CAST(${rounded} AS ${duckDbType(type)})`;
  };
}

function whole(name: "ceil" | "floor", value: string, { nodes }: Call, type: SqlType | undefined): string {
  const target = type ? duckDbType(type) : "BIGINT";
  if (nodes[1] === undefined) return `CAST(${name}(${value}) AS ${target})`;
  const digits = literalNumber(nodes[1]);
  if (digits === undefined) throw unsupported(`${name} with a number of digits that is no literal`);
  const unit = `CAST('1e${digits}' AS DECIMAL(38, ${Math.max(0, -digits)}))`;
  return type?.kind === "decimal" && digits >= 0
    ? `CAST(${name}(${value} * ${unit}) / ${unit} AS ${target})`
    : `CAST(${name}(CAST(${value} AS DOUBLE) * 1e${digits}) / 1e${digits} AS ${target})`;
}
