import { readInterval } from "../native/read-values";
import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple, isYearMonth } from "../types/coercion";
import {
  DAY_TIME_UNITS,
  duckDbType,
  duckdbText,
  intervalType,
  type IntervalUnit,
  simpleType,
  type SqlType,
  YEAR_MONTH_UNITS,
} from "../types/sql-type";
import { typeOfSyntax } from "../types/type-of-syntax";
import { castTo } from "./cast";
import type { ExpressionPrinter, Translator } from "./translator";
import { typed, type Typed } from "./typed";

/** Literals, intervals, casts and bound values. */
export const LITERALS: Readonly<Record<string, ExpressionPrinter>> = {
  literal: (node) => {
    const value = node.text("value");
    const type = node.text("literal_type");
    switch (type) {
      case "number":
        return numberLiteral(value);
      case "string":
      case "raw_string":
        return typed(duckdbText(value), simpleType("string"));
      case "date":
        return typed(`CAST(${duckdbText(value)} AS DATE)`, simpleType("date"));
      case "timestamp":
        return castTo(typed(duckdbText(value), simpleType("string")), simpleType("timestamp"), false);
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
    const name = node.text("name");
    const { parameters } = translator.surroundings;
    return typed(parameters.use(name), parameters.typeOf(name));
  },
  interval: (node, translator) => {
    if (!node.has("unit") && node.node("this").kind !== "literal")
      throw syntaxError("INTERVAL", "expected a unit");
    return interval(node, translator);
  },
  cast: (node, translator) => printCast(node, translator, false),
  try_cast: (node, translator) => printCast(node, translator, true),
};

function printCast(node: SyntaxNode, translator: Translator, isTry: boolean): Typed {
  return castTo(translator.typed(node.node("this")), typeOfSyntax(node.part("to")), isTry);
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

/** The unit of an interval in words → its type's unit, and how many of them it is. */
const UNITS: Readonly<Record<string, readonly [IntervalUnit, number]>> = {
  year: ["year", 1],
  quarter: ["month", 3],
  month: ["month", 1],
  week: ["day", 7],
  day: ["day", 1],
  hour: ["hour", 1],
  minute: ["minute", 1],
  second: ["second", 1],
  millisecond: ["second", 0.001],
  microsecond: ["second", 0.000001],
};
const ALL_UNITS: readonly IntervalUnit[] = [...YEAR_MONTH_UNITS, ...DAY_TIME_UNITS];

/**
 * `INTERVAL 3 DAYS`, `INTERVAL '1 02:30:00' DAY TO SECOND`, `INTERVAL '2 days 3 hours'`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/interval-type
 */
function interval(node: SyntaxNode, translator: Translator): Typed {
  const amount = node.node("this");
  const unit = node.optionalPart("unit");
  if (!unit) return listed(amount);
  if (unit.text("type") !== "simple") {
    const [from, to] = [unit.text("this"), unit.text("expression")].map((name) => name.toLowerCase());
    return spanned(amount, (from ?? "") as IntervalUnit, (to ?? "") as IntervalUnit); // the parser knows no others
  }
  const name = unit.text("unit").toLowerCase();
  if (!Object.hasOwn(UNITS, name)) throw unsupported(`INTERVAL … ${name.toUpperCase()}`);
  const value = amount.kind === "literal" ? amount.copy().text("value") : undefined;
  // A number alone is the amount; a text may have a sign and, of seconds, a fraction.
  if (value === undefined) return ofUnit(translator.typed(amount), name);
  if (!/^\s*[+-]?\d+(\.\d+)?\s*$/.test(value) || (value.includes(".") && !/second$/.test(name)))
    throw badInterval(value);
  amount.ignore("value", "literal_type");
  return ofUnit(typed(value.trim(), simpleType("double")), name);
}

/** So many of a unit. */
function ofUnit({ text, type }: Typed, name: string): Typed {
  const [unit, size] = UNITS[name] ?? ["day", 1];
  const cast = isSimple(type, "string") ? castTo(typed(text, type), simpleType("double")).text : text;
  const isOfSeconds = unit === "second";
  const amount = isOfSeconds
    ? `round(CAST(${cast} AS DOUBLE) * ${size * 1_000_000})`
    : `trunc(${cast}) * ${size}`;
  const make = isOfSeconds ? "to_microseconds" : `to_${unit}s`;
  return typed(`${make}(CAST(${amount} AS ${isOfSeconds ? "BIGINT" : "INTEGER"}))`, intervalType(unit));
}

/** `'2 days 3 hours'` */
function listed(amount: SyntaxNode): Typed {
  if (amount.kind !== "literal") throw syntaxError("INTERVAL", "expected a unit");
  const text = amount.text("value");
  amount.ignore("literal_type");
  const pairs = [...text.matchAll(/([+-]?\d+(?:\.\d+)?)\s+([a-z]+?)s?(?=\s|$)/gi)];
  const rest = text.replace(/([+-]?\d+(?:\.\d+)?)\s+([a-z]+?)s?(?=\s|$)/gi, "").trim();
  const parts = pairs.map(([, value = "", name = ""]) => [value, name.toLowerCase()] as const);
  if (rest !== "" || parts.length === 0 || !parts.every(([, name]) => Object.hasOwn(UNITS, name)))
    throw syntaxError(text, "expected an interval");
  const places = parts.map(([, name]) => ALL_UNITS.indexOf(UNITS[name]?.[0] ?? "day"));
  const [from, to] = [ALL_UNITS[Math.min(...places)], ALL_UNITS[Math.max(...places)]];
  if (!from || !to || (from === "year" || from === "month") !== (to === "year" || to === "month"))
    throw badInterval(text);
  const sum = parts.map(([value, name]) => ofUnit(typed(value, simpleType("double")), name).text).join(" + ");
  return typed(`(${sum})`, intervalType(from, to));
}

/** `'1 02:30:00' DAY TO SECOND`, `'2-3' YEAR TO MONTH`. */
function spanned(amount: SyntaxNode, from: IntervalUnit, to: IntervalUnit): Typed {
  const text = amount.text("value");
  const type = intervalType(from, to);
  const size = readInterval(text, from, to);
  amount.ignore("literal_type");
  return typed(isYearMonth(type) ? `to_months(${size})` : `to_microseconds(${size})`, type);
}

function badInterval(text: string): SqlError {
  return new SqlError(
    "INVALID_INTERVAL_FORMAT.INVALID_VALUE",
    "22006",
    `Error parsing '${text}' to interval.`,
  );
}
