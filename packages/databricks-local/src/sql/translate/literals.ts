import { MICROS_PER_DAY, timestampText } from "../native/calendar";
import { readDays, readMicros } from "../native/read-values";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { duckDbType, duckdbText, simpleType, type SqlType } from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { castTo, sessionCast } from "./cast";
import { intervalLiteral } from "./interval-literals";
import type { ExpressionPrinter, Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** Literals, intervals, casts and bound values. */
export const LITERALS: Readonly<Record<string, ExpressionPrinter>> = {
  literal: (node, translator) => {
    const value = node.text("value");
    const type = node.text("literal_type");
    switch (type) {
      case "number":
        return numberLiteral(value);
      case "string":
      case "raw_string":
        return typed(duckdbText(value), simpleType("string"));
      case "date":
        return timeLiteral(value, "date", translator);
      case "timestamp":
        return timeLiteral(value, "timestamp", translator);
      case "hex_string":
        return typed(`from_hex(${duckdbText(value)})`, simpleType("binary"));
      default:
        throw unsupported(`literals of the kind ${type}`);
    }
  },
  boolean: (node) => typed(node.flag("value") ? "TRUE" : "FALSE", simpleType("boolean")),
  null: () => typed("NULL", simpleType("void")),
  parameter: (node, translator) => {
    node.ignore("style");
    return translator.surroundings.parameters.use(node.text("name"));
  },
  interval: (node) => intervalLiteral(node),
  cast: (node, translator) => printCast(node, translator, false),
  try_cast: (node, translator) => printCast(node, translator, true),
};

function printCast(node: SyntaxNode, translator: Translator, isTry: boolean): Typed {
  const value = node.node("this");
  const type = typeOfSyntax(node.part("to"));
  if (
    isSimple(type, "date", "timestamp") &&
    value.kind === "literal" &&
    value.copy().text("literal_type") === "string"
  ) {
    const name = isSimple(type, "date") ? "date" : "timestamp";
    const special = specialTime(value.copy().text("value"), name, translator.surroundings.now);
    value.ignore("value", "literal_type");
    if (special) return special;
  }
  const inner = translator.typed(value);
  return isTry ? castTo(inner, type, true) : sessionCast(inner, type, translator.surroundings);
}

/**
 * Digits alone are INT, BIGINT or DECIMAL, by their size; a point makes a DECIMAL, an exponent a DOUBLE.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/decimal-type
 */
export function numberLiteral(value: string): Typed {
  if (/e/i.test(value)) return typed(`CAST(${duckdbText(value)} AS DOUBLE)`, simpleType("double"));
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const digits = whole.replace(/^0+/, "");
  if (!value.includes(".") && digits.length < 20) {
    const size = BigInt(value);
    if (BigInt.asIntN(32, size) === size) return typed(bracketed(value), simpleType("int"));
    if (BigInt.asIntN(64, size) === size) return typed(bracketed(value), simpleType("bigint"));
  }
  const precision = Math.max(1, digits.length + fraction.length);
  const type: SqlType = { kind: "decimal", precision, scale: fraction.length };
  return typed(`CAST(${duckdbText(value)} AS ${duckDbType(type)})`, type);
}

function bracketed(value: string): string {
  return value.startsWith("-") ? `(${value})` : value;
}

/** `DATE '2024-01-31'`, `TIMESTAMP '2024-01-31 10:00:00'`, and the words for some of them. */
function timeLiteral(text: string, type: "date" | "timestamp", translator: Translator): Typed {
  const special = specialTime(text, type, translator.surroundings.now);
  if (special) return special;
  const micros = literalMicros(text, type);
  if (micros === undefined) {
    throw new SqlError(
      "INVALID_TYPED_LITERAL",
      "42604",
      `The value of the typed literal "${type.toUpperCase()}" is invalid: '${text}'.`,
    );
  }
  return timeOfMicros(micros, type);
}

export function literalMicros(text: string, type: "date" | "timestamp"): bigint | undefined {
  try {
    return type === "date" ? BigInt(readDays(text)) * MICROS_PER_DAY : readMicros(text);
  } catch (error) {
    if (error instanceof SqlError && error.errorClass === "CAST_INVALID_INPUT") return undefined;
    throw error;
  }
}

/** A constant that DuckDB reads by itself where it can. */
function timeOfMicros(micros: bigint, type: "date" | "timestamp"): Typed {
  const text = timestampText(micros);
  const isPlain = /^\d{4}-/.test(text) && !text.startsWith("0000");
  const constant = isPlain ? `CAST(${duckdbText(text)} AS TIMESTAMP)` : `make_timestamp(${micros})`;
  if (type === "timestamp") return typed(constant, simpleType(type));
  const date = isPlain
    ? `CAST(${duckdbText(text.slice(0, 10))} AS DATE)`
    : `(DATE '1970-01-01' + CAST(${micros / MICROS_PER_DAY} AS INTEGER))`;
  return typed(date, simpleType(type));
}

/** Only where the text itself stands in the statement. */
function specialTime(text: string, type: "date" | "timestamp", now: Date): Typed | undefined {
  const word = text.trim().toLowerCase();
  const today = BigInt(Math.floor(now.getTime() / 86_400_000));
  if (word === "epoch") return timeOfMicros(0n, type);
  if (word === "now")
    return timeOfMicros(type === "date" ? today * MICROS_PER_DAY : BigInt(now.getTime()) * 1000n, type);
  const days = { today: 0n, tomorrow: 1n, yesterday: -1n }[word];
  return days === undefined ? undefined : timeOfMicros((today + days) * MICROS_PER_DAY, type);
}
