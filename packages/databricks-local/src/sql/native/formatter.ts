import { type DuckDBListValue, LIST, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { NativeFunction } from "./native-function";
import { realDigits } from "./real-digits";
import { grouped } from "./rounded-digits";
import { murmur3 } from "./value-hashes";

/** `format_string`: texts in a pattern of Java's Formatter. Each argument comes as text, its type as a letter. */
export const NATIVE_FORMATTER: Readonly<Record<string, NativeFunction>> = {
  dbx_format_string: [
    [VARCHAR, LIST(VARCHAR), VARCHAR],
    VARCHAR,
    (pattern: string, args: DuckDBListValue, types: string) =>
      formatString(pattern, args.items as (string | null)[], types),
  ],
};

/** `b` TINYINT, `h` SMALLINT, `i` INT, `l` BIGINT, `f` FLOAT, `d` DOUBLE, `D` DECIMAL, `B` BOOLEAN, `s` STRING, `n` NULL */
const JAVA_NAMES: Readonly<Record<string, string>> = {
  b: "java.lang.Byte",
  h: "java.lang.Short",
  i: "java.lang.Integer",
  l: "java.lang.Long",
  f: "java.lang.Float",
  d: "java.lang.Double",
  D: "org.apache.spark.sql.types.Decimal",
  B: "java.lang.Boolean",
  s: "org.apache.spark.unsafe.types.UTF8String",
};
const BITS: Readonly<Record<string, number>> = { b: 8, h: 16, i: 32, l: 64 };

interface Spec {
  readonly written: string;
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly conversion: string;
}

const SPECIFIER = /%(\d+\$|<)?([-#+ 0,(]*)([1-9]\d*)?(?:\.(\d+))?([tT]?[a-zA-Z%])|%/g;

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/format_string */
function formatString(pattern: string, args: readonly (string | null)[], types: string): string {
  let [ordinary, last] = [0, -1];
  return pattern.replace(
    SPECIFIER,
    (
      written: string,
      index: string | undefined,
      flags: string,
      width?: string,
      precision?: string,
      conversion?: string,
    ) => {
      if (conversion === undefined) throw failure(`UnknownFormatConversionException: Conversion = '%'`);
      const spec: Spec = {
        written,
        flags,
        width: width === undefined ? undefined : Number(width),
        precision: precision === undefined ? undefined : Number(precision),
        conversion,
      };
      checkFlags(spec);
      if (conversion === "%") return justified("%", spec);
      if (conversion === "n") return "\n";
      if (index === "0$") {
        throw new SqlError(
          "INVALID_PARAMETER_VALUE.ZERO_INDEX",
          "22023",
          "The value of parameter(s) `strfmt` in `format_string` is invalid: expects `%1$`, `%2$` and so on, but got `%0$`.",
        );
      }
      const at = index === "<" ? last : index === undefined ? ordinary++ : Number.parseInt(index, 10) - 1;
      if (at < 0 || at >= args.length)
        throw failure(`MissingFormatArgumentException: Format specifier '${written}'`);
      last = at;
      return converted(spec, args[at] ?? null, types[at] ?? "n");
    },
  );
}

function failure(why: string): SqlError {
  return new SqlError("INTERNAL_ERROR", "XX000", `format_string: java.util.${why}.`);
}

function checkFlags({ written, flags, width, precision, conversion }: Spec): void {
  if (!/^(?:[bBhHsScCdoxXeEfgGaAn%]|[tT][a-zA-Z])$/.test(conversion))
    throw failure(`UnknownFormatConversionException: Conversion = '${conversion}'`);
  if (new Set(flags).size !== flags.length)
    throw failure(`DuplicateFormatFlagsException: Flags = '${flags}'`);
  const isNumber = /[doxXeEfgGaA]/.test(conversion);
  if (width === undefined && /[-0]/.test(flags) && conversion !== "n" && (isNumber || flags.includes("-")))
    throw failure(`MissingFormatWidthException: ${written}`);
  if ((/[+]/.test(flags) && flags.includes(" ")) || (flags.includes("-") && flags.includes("0")))
    throw failure(`IllegalFormatFlagsException: Flags = '${flags}'`);
  if (precision !== undefined && /[doxXcCtT%]/.test(conversion[0] ?? ""))
    throw failure(`IllegalFormatPrecisionException: ${precision}`);
  if (conversion === "n" && (width !== undefined || flags !== ""))
    throw failure(`IllegalFormatWidthException: ${width ?? ""}`);
  const allowed: Readonly<Record<string, RegExp>> = {
    general: /^[-#]*$/,
    d: /^[-+ 0,(]*$/,
    octal: /^[-#+ 0(]*$/,
    e: /^[-#+ 0(]*$/,
    f: /^[-#+ 0,(]*$/,
    g: /^[-+ 0,(]*$/,
    a: /^[-#+ 0]*$/,
    "%": /^-*$/,
    c: /^-*$/,
  };
  const lower = conversion.toLowerCase();
  const kind = "bhs".includes(lower) ? "general" : "ox".includes(lower) ? "octal" : lower;
  const isAllowed = allowed[kind]?.test(flags) ?? true;
  if (!isAllowed || (/[bBhH]/.test(conversion) && flags.includes("#")))
    throw failure(`FormatFlagsConversionMismatchException: Conversion = ${conversion}, Flags = ${flags}`);
}

function converted(spec: Spec, value: string | null, type: string): string {
  const { conversion } = spec;
  const isUpper = /^[A-Z]/.test(conversion);
  const text = shown({ ...spec, conversion: conversion.toLowerCase() }, value, type);
  return isUpper ? text.toUpperCase() : text;
}

function shown(spec: Spec, value: string | null, type: string): string {
  const { conversion } = spec;
  if (conversion === "b") return general(type === "B" ? (value ?? "false") : String(value !== null), spec);
  if (value === null) {
    return general(
      "null",
      conversion === "c" || /^[dox]$/.test(conversion) ? { ...spec, precision: undefined } : spec,
    );
  }
  const refuse = () =>
    failure(`IllegalFormatConversionException: ${conversion} != ${JAVA_NAMES[type] ?? type}`);
  switch (conversion) {
    case "s":
      if (spec.flags.includes("#"))
        throw failure("FormatFlagsConversionMismatchException: Conversion = s, Flags = #");
      return general(value, spec);
    case "h":
      return general(hashCode(value, type), spec);
    case "c":
      if (!/^[bhi]$/.test(type)) throw refuse();
      return justified(characterOf(Number(value)), spec);
    case "d":
      if (BITS[type] === undefined) throw refuse();
      return signed(value.replace("-", ""), value.startsWith("-"), spec, true);
    case "x":
    case "o":
      if (BITS[type] === undefined) throw refuse();
      return bits(BigInt(value), BITS[type], spec);
    case "e":
    case "f":
    case "g":
      if (type !== "f" && type !== "d") throw refuse();
      return real(value, type, spec);
    default:
      throw unsupported(`format_string with %${conversion}`);
  }
}

function general(text: string, spec: Spec): string {
  return justified(spec.precision === undefined ? text : text.slice(0, spec.precision), spec);
}

function justified(text: string, { flags, width = 0 }: Spec): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}

function characterOf(code: number): string {
  if (code < 0 || code > 0x10ffff)
    throw failure(`IllegalFormatCodePointException: Code point = 0x${(code >>> 0).toString(16)}`);
  return String.fromCodePoint(code);
}

function hashCode(value: string, type: string): string {
  const hex = (code: number) => (code >>> 0).toString(16);
  if (type === "B") return hex(value === "true" ? 1231 : 1237);
  if (type === "s") return hex(murmur3(value, "s", 42));
  if (/^[bhi]$/.test(type)) return hex(Number(value));
  if (type === "l")
    return hex(Number(BigInt.asIntN(32, BigInt(value) ^ (BigInt.asUintN(64, BigInt(value)) >> 32n))));
  throw unsupported("format_string with %h of this type");
}

/** A negative number as the bits of its type. */
function bits(value: bigint, size: number, spec: Spec): string {
  if (/[+ (]/.test(spec.flags)) {
    throw failure(
      `FormatFlagsConversionMismatchException: Conversion = ${spec.conversion}, Flags = ${spec.flags.replace(/[^+ (]/g, "")}`,
    );
  }
  const isHex = spec.conversion === "x";
  const digits = BigInt.asUintN(size, value).toString(isHex ? 16 : 8);
  const head = spec.flags.includes("#") ? (isHex ? "0x" : "0") : "";
  const filled = spec.flags.includes("0") ? digits.padStart((spec.width ?? 0) - head.length, "0") : digits;
  return justified(head + filled, spec);
}

function signed(digits: string, isNegative: boolean, spec: Spec, mayFill: boolean): string {
  const { flags, width = 0 } = spec;
  const [whole = "", ...fraction] = digits.split(".");
  const body = [flags.includes(",") && /^\d+$/.test(whole) ? grouped(whole) : whole, ...fraction].join(".");
  const isBracketed = isNegative && flags.includes("(");
  const [before, after] = isBracketed
    ? ["(", ")"]
    : [isNegative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "", ""];
  const filled =
    mayFill && flags.includes("0") ? body.padStart(width - before.length - after.length, "0") : body;
  return justified(before + filled + after, spec);
}

/** Rounded half up by the digits that the number is written with; of a FLOAT by those of the same DOUBLE. */
function real(value: string, type: string, spec: Spec): string {
  const number = type === "f" ? Math.fround(Number(value)) : Number(value);
  if (!Number.isFinite(number)) {
    const text = Number.isNaN(number) ? "NaN" : "Infinity";
    return signed(
      text,
      number < 0,
      { ...spec, flags: Number.isNaN(number) ? spec.flags.replace(/[+ (]/g, "") : spec.flags },
      false,
    );
  }
  const isNegative = number < 0 || Object.is(number, -0);
  return signed(
    realDigits(Math.abs(number), spec.conversion, spec.precision ?? 6, spec.flags),
    isNegative,
    spec,
    true,
  );
}
