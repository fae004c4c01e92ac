import { readInterval } from "../native/read-values";
import { SqlError } from "../sql-engine";
import { syntaxError } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isYearMonth } from "../types/coercion";
import {
  INTERVAL_UNITS,
  intervalType,
  type IntervalType,
  type IntervalUnit,
  UNIT_SIZES,
} from "../types/sql-type";
import { typed, type Typed } from "./typed";

/** The unit of an interval in words → its type's unit, and how many months or microseconds it is. */
const UNITS: Readonly<Record<string, readonly [IntervalUnit, bigint]>> = {
  year: ["year", UNIT_SIZES.year],
  month: ["month", UNIT_SIZES.month],
  week: ["day", 7n * UNIT_SIZES.day],
  day: ["day", UNIT_SIZES.day],
  hour: ["hour", UNIT_SIZES.hour],
  minute: ["minute", UNIT_SIZES.minute],
  second: ["second", UNIT_SIZES.second],
  millisecond: ["second", 1000n],
  microsecond: ["second", 1n],
};

/**
 * `INTERVAL 3 DAYS`, `INTERVAL '1 02:30:00' DAY TO SECOND`, `INTERVAL '2 days 3 hours'`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/interval-type
 */
export function intervalLiteral(node: SyntaxNode): Typed {
  const { size, type } = intervalOf(node);
  if (isYearMonth(type)) return typed(`to_months(${size})`, type);
  return typed(type.to === "day" ? `to_days(${size / UNIT_SIZES.day})` : `to_microseconds(${size})`, type);
}

interface Interval {
  /** Months, or microseconds. */
  readonly size: bigint;
  readonly type: IntervalType;
}

/** The parser takes the 1 of `INTERVAL '1' DAY + 1` for an interval. */
export function withoutInterval(node: SyntaxNode): SyntaxNode {
  return isBareNumber(node) ? node.node("this") : node;
}

function isBareNumber(node: SyntaxNode): boolean {
  if (node.kind !== "interval" || node.has("unit")) return false;
  const amount = node.copy().node("this");
  return amount.kind === "literal" && amount.text("literal_type") === "number";
}

export function intervalOf(node: SyntaxNode): Interval {
  if (isBareNumber(node)) throw syntaxError("INTERVAL", "expected a unit");
  const [text, isNegative] = amountOf(node.node("this"));
  const unit = node.optionalPart("unit");
  if (!unit) return listed(text);
  if (unit.text("type") !== "simple") {
    const [from, to] = [unit.text("this"), unit.text("expression")].map((name) => name.toLowerCase());
    return spanned(text, isNegative, (from ?? "") as IntervalUnit, (to ?? "") as IntervalUnit); // the parser knows no others
  }
  unit.ignore("use_plural");
  const name = unit.text("unit").toLowerCase();
  const known = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
  if (!known) {
    if (name === "nanosecond") throw badInterval("INVALID_UNIT", `${text} ${name}`);
    throw syntaxError(name);
  }
  const size = sized(text, name, known[1]);
  return ofSize(isNegative ? -size : size, intervalType(known[0]));
}

/** A number or a text, and whether a minus stands before it. Anything else would be a column of the name INTERVAL. */
function amountOf(node: SyntaxNode): readonly [text: string, isNegative: boolean] {
  if (node.kind === "neg") {
    const [text, isNegative] = amountOf(node.node("this"));
    return [text, !isNegative];
  }
  if (node.kind !== "literal") throw syntaxError("INTERVAL", "expected a number or a text");
  const text = node.text("value");
  node.ignore("literal_type");
  return [text, false];
}

/** Only seconds have a fraction, of nine digits at most. */
function sized(text: string, name: string, unit: bigint): bigint {
  const match = /^\s*([+-]?)\s*(\d*)(?:\.(\d*))?\s*$/.exec(text);
  const [, sign = "", whole = "", fraction] = match ?? [];
  if (!match || (whole === "" && fraction === undefined))
    throw badInterval("INVALID_VALUE", `${text} ${name}`);
  if (fraction !== undefined && name !== "second") throw badInterval("INVALID_FRACTION", `${text} ${name}`);
  if ((fraction ?? "").length > 9) throw badInterval("INVALID_PRECISION", `${text} ${name}`);
  const count = BigInt(whole === "" ? 0 : whole);
  if (count > 2_147_483_647n && /^(?:year|month|week|day)$/.test(name))
    throw badInterval("ARITHMETIC_EXCEPTION", `${text} ${name}`);
  const size = count * unit + BigInt((fraction ?? "").padEnd(6, "0").slice(0, 6));
  return sign === "-" ? -size : size;
}

function ofSize(size: bigint, type: IntervalType): Interval {
  if (isYearMonth(type)) {
    if (BigInt.asIntN(32, size) !== size) throw badInterval("ARITHMETIC_EXCEPTION", `${size} months`);
    return { size, type };
  }
  if (BigInt.asIntN(64, size) !== size) {
    throw new SqlError(
      "INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION",
      "22015",
      "Integer overflow while operating with intervals. Try devising appropriate values for the interval parameters.",
    );
  }
  return { size, type };
}

/** `'2 days 3 hours'` */
function listed(text: string): Interval {
  const body = text
    .trim()
    .toLowerCase()
    .replace(/^interval /, "");
  const part = /\s*([+-]?\s*\d+(?:\.\d*)?)\s+([a-z]+?)s?(?=\s|$)/y;
  const parts: (readonly [size: bigint, unit: IntervalUnit])[] = [];
  while (part.lastIndex < body.length) {
    const [all, value = "", name = ""] = part.exec(body) ?? [];
    const known = Object.hasOwn(UNITS, name) ? UNITS[name] : undefined;
    if (all === undefined || !known || (value.includes(".") && name !== "second")) throw untyped(text);
    parts.push([sized(value, name, known[1]), known[0]]);
  }
  const places = parts.map(([, unit]) => INTERVAL_UNITS.indexOf(unit));
  const [from, to] = [INTERVAL_UNITS[Math.min(...places)], INTERVAL_UNITS[Math.max(...places)]];
  if (!from || !to) throw untyped(text);
  if ((from === "year" || from === "month") !== (to === "year" || to === "month"))
    throw badInterval("INVALID_VALUE", text);
  return ofSize(
    parts.reduce((sum, [size]) => sum + size, 0n),
    intervalType(from, to),
  );
}

/** `'1 02:30:00' DAY TO SECOND`, `'2-3' YEAR TO MONTH`. */
function spanned(text: string, isNegative: boolean, from: IntervalUnit, to: IntervalUnit): Interval {
  if (INTERVAL_UNITS.indexOf(to) <= INTERVAL_UNITS.indexOf(from) || (to === "month") !== (from === "year"))
    throw badInterval("UNSUPPORTED_FROM_TO_EXPRESSION", `${text} ${from} to ${to}`);
  const size = sizeOfSpan(text, from, to);
  return ofSize(isNegative ? -size : size, intervalType(from, to));
}

function sizeOfSpan(text: string, from: IntervalUnit, to: IntervalUnit): bigint {
  try {
    return readInterval(text, from, to);
  } catch (error) {
    throw error instanceof SqlError ? badInterval("INTERVAL_PARSING", text) : error;
  }
}

function badInterval(subclass: string, text: string): SqlError {
  return new SqlError(
    `INVALID_INTERVAL_FORMAT.${subclass}`,
    "22006",
    `Error parsing '${text}' to interval. Please ensure that the value provided is in a valid format for defining an interval.`,
  );
}

function untyped(text: string): SqlError {
  return new SqlError(
    "INVALID_TYPED_LITERAL",
    "42604",
    `The value of the typed literal "INTERVAL" is invalid: '${text}'.`,
  );
}
