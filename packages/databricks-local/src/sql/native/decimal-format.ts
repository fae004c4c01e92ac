import { INTEGER, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { NativeFunction } from "./native-function";
import { type Exact, exactOfDouble, exactOfText, grouped, rounded, splitDigits } from "./rounded-digits";

/**
 * Numbers as `format_number` writes them: with so many places, or in a pattern of Java's DecimalFormat. The number comes as
 * text, a DOUBLE behind `d`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/format_number
 */
export const NATIVE_DECIMAL_FORMATS: Readonly<Record<string, NativeFunction>> = {
  dbx_format_number: [
    [VARCHAR, INTEGER],
    VARCHAR,
    (number: string, digits: number) => (digits < 0 ? null : formatted(number, placesPattern(digits))),
  ],
  dbx_format_pattern: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (number: string, pattern: string) => formatted(number, patternOf(pattern === "" ? "#,##0" : pattern)),
  ],
};

interface Pattern {
  readonly prefix: string;
  readonly suffix: string;
  readonly negativePrefix: string;
  readonly negativeSuffix: string;
  readonly minWhole: number;
  readonly minFraction: number;
  readonly maxFraction: number;
  readonly group: number;
  /** A percentage is multiplied by 10^2. */
  readonly shift: number;
}

function placesPattern(digits: number): Pattern {
  return {
    prefix: "",
    suffix: "",
    negativePrefix: "-",
    negativeSuffix: "",
    minWhole: 1,
    minFraction: digits,
    maxFraction: digits,
    group: 3,
    shift: 0,
  };
}

const PATTERNS = new Map<string, Pattern>();

function patternOf(text: string): Pattern {
  const known = PATTERNS.get(text);
  if (known) return known;
  const [positive = "", negative] = text.split(";");
  const made = readPattern(positive, negative);
  PATTERNS.set(text, made);
  return made;
}

function readPattern(positive: string, negative: string | undefined): Pattern {
  const [whole, prefix = "", body = "", suffix = ""] = /^([^#0.,]*)([#0.,]*)(.*)$/s.exec(positive) ?? [];
  if (whole === undefined || /['E¤‰]/.test(positive)) throw unsupported(`the number pattern ${positive}`);
  const [integers = "", fraction = "", more] = body.split(".");
  const isMalformed =
    more !== undefined ||
    /[#0.,]/.test(suffix) ||
    /0[#,]*#/.test(integers) ||
    /#0|,/.test(fraction) ||
    integers.endsWith(",");
  if (isMalformed)
    throw new SqlError("INTERNAL_ERROR", "XX000", `format_number: Malformed pattern "${positive}".`);
  const [, before = "-" + prefix, , after = suffix] =
    /^([^#0.,]*)([#0.,]*)(.*)$/s.exec(negative ?? "#") ?? [];
  // A pattern of `#` alone asks for one digit all the same: before the point, or behind it where there is none before.
  const asksNothing = !body.includes("0") && body.includes(".");
  const minWhole = asksNothing && integers !== "" ? 1 : integers.replace(/[^0]/g, "").length;
  return {
    prefix,
    suffix,
    negativePrefix: negative === undefined ? `-${prefix}` : before,
    negativeSuffix: negative === undefined ? suffix : after,
    minWhole,
    minFraction: asksNothing && integers === "" ? 1 : fraction.replace(/#/g, "").length,
    maxFraction: fraction.length,
    group: integers.includes(",") ? integers.length - integers.lastIndexOf(",") - 1 : 0,
    shift: /%/.test(prefix + suffix) ? 2 : 0,
  };
}

function formatted(number: string, pattern: Pattern): string {
  const isDouble = number.startsWith("d");
  const text = isDouble ? number.slice(1) : number;
  if (text === "NaN") return "NaN";
  const isNegative = text.startsWith("-");
  const [before, after] = isNegative
    ? [pattern.negativePrefix, pattern.negativeSuffix]
    : [pattern.prefix, pattern.suffix];
  if (text.endsWith("Infinity")) return `${before}∞${after}`;
  return before + digitsOf(rounding(text, isDouble, pattern), pattern) + after;
}

/** Half to even by a DOUBLE's binary value; its digits are those that it is written with. */
function rounding(text: string, isDouble: boolean, { shift, maxFraction }: Pattern): Exact {
  const written = shifted(exactOfText(text), shift);
  if (!isDouble || written.scale <= maxFraction) return rounded(written, maxFraction, true);
  return rounded(shift === 0 ? exactOfDouble(Number(text)) : written, maxFraction, true);
}

function shifted(value: Exact, by: number): Exact {
  if (value.scale >= by) return { ...value, scale: value.scale - by };
  return { ...value, digits: value.digits * 10n ** BigInt(by - value.scale), scale: 0 };
}

function digitsOf(value: Exact, { minWhole, minFraction, group }: Pattern): string {
  const [whole, fraction] = splitDigits(value);
  const integers = (whole === "0" ? "" : whole).padStart(minWhole, "0");
  const places = fraction.replace(/0+$/, "").padEnd(minFraction, "0");
  if (integers === "" && places === "") return "0";
  return `${grouped(integers, group)}${places === "" ? "" : `.${places}`}`;
}
