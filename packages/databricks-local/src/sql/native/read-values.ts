import { BIGINT, DOUBLE, INTEGER, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { type IntervalUnit, UNIT_SIZES, unitsBetween } from "../types/sql-type";
import { daysOf, MICROS_PER_DAY } from "./calendar";
import type { NativeFunction } from "./native-function";
import { offsetOfWall, type Zone, zoneOf } from "./time-zones";

/**
 * How CAST reads a text in ANSI mode.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/cast
 */
const READERS: Readonly<Record<string, NativeFunction>> = {
  decimal_of_double: [[DOUBLE, INTEGER, INTEGER], VARCHAR, decimalOfDouble],
  read_calendar_interval: [[VARCHAR], VARCHAR, readCalendarInterval],
  read_days: [[VARCHAR], INTEGER, readDays],
  read_decimal: [[VARCHAR, INTEGER, INTEGER], VARCHAR, readDecimal],
  read_double_text: [[VARCHAR, VARCHAR], VARCHAR, readDouble],
  read_interval: [[VARCHAR, VARCHAR, VARCHAR], BIGINT, readInterval],
  read_local_micros: [[VARCHAR], BIGINT, readLocalMicros],
  read_micros: [[VARCHAR], BIGINT, readMicros],
};

/** Each with its twin for TRY_CAST. */
export const NATIVE_READERS: Readonly<Record<string, NativeFunction>> = {
  dbx_malformed: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, type: string) => {
      throw malformed(text, type);
    },
  ],
  ...withTries(READERS),
};

/** `dbx_…` for each, and `dbx_try_…`, which gives NULL where the other fails. */
export function withTries(
  functions: Readonly<Record<string, NativeFunction>>,
): Readonly<Record<string, NativeFunction>> {
  return Object.fromEntries(
    Object.entries(functions).flatMap(([name, [parameters, result, compute]]): [string, NativeFunction][] => [
      [`dbx_${name}`, [parameters, result, compute]],
      [`dbx_try_${name}`, [parameters, result, orNull(compute)]],
    ]),
  );
}

/** Faults of the statement, not of a value. */
const NEVER_NULL = /^(?:UNSUPPORTED_FEATURE|INVALID_DATETIME_PATTERN|INCONSISTENT_BEHAVIOR)/;

function orNull(compute: NativeFunction[2]): NativeFunction[2] {
  return (...args: never[]) => {
    try {
      return compute(...args);
    } catch (error) {
      if (error instanceof SqlError && !NEVER_NULL.test(error.errorClass)) return null;
      throw error;
    }
  };
}

export function malformed(text: string, type: string): SqlError {
  return new SqlError(
    "CAST_INVALID_INPUT",
    "22018",
    `The value '${text}' of the type "STRING" cannot be cast to "${type.toUpperCase()}" because it is malformed. Correct the value as per the syntax, or change its target type. Use \`try_cast\` to tolerate malformed input and return NULL instead.`,
  );
}

/** What Java reads as a number: also `1.0f`, `1D`, `NaN`, `+Infinity`; as DuckDB reads it. */
function readDouble(text: string, type: string): string {
  const trimmed = trimAll(text);
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?[fd]?$/i.test(trimmed)) return trimmed.replace(/[fd]$/i, "");
  const [, sign = "", word = ""] = /^([+-]?)(nan|inf|infinity)$/i.exec(trimmed) ?? [];
  if (word === "" || (word.toLowerCase() === "nan" && sign !== "")) throw malformed(text, type);
  return sign + word;
}

function readDecimal(text: string, precision: number, scale: number): string {
  const match = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d{1,4}))?$/i.exec(trimAll(text));
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match ?? [];
  if (!match || whole + fraction === "") throw malformed(text, `decimal(${precision},${scale})`);
  const shift = scale - fraction.length + Number(exponent);
  if (shift > 400) throw outOfRange(text, precision, scale);
  const digits = BigInt(whole + fraction);
  const unscaled =
    shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(Math.min(-shift, 400)));
  if (unscaled >= 10n ** BigInt(precision)) throw outOfRange(text, precision, scale);
  const shown = String(unscaled).padStart(scale + 1, "0");
  const point = shown.length - scale;
  return `${sign === "-" ? "-" : ""}${shown.slice(0, point)}${scale > 0 ? `.${shown.slice(point)}` : ""}`;
}

/** The digits that the number is written with; NaN and infinity are NULL. */
function decimalOfDouble(value: number, precision: number, scale: number): string | null {
  return Number.isFinite(value) ? readDecimal(String(value), precision, scale) : null;
}

function halfUp(digits: bigint, unit: bigint): bigint {
  return (2n * digits + unit) / (2n * unit);
}

function outOfRange(text: string, precision: number, scale: number): SqlError {
  return new SqlError(
    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    "22003",
    `The value ${trimAll(text)} cannot be represented as Decimal(${precision}, ${scale}). If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error, and return NULL instead.`,
  );
}

/** A date, or its beginning; what comes behind a blank or a T is not read. */
export function readDays(text: string): number {
  const match = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s.exec(trimAll(text));
  const [, sign = "", year = "", month = "1", day = "1"] = match ?? [];
  const days = match && daysOf(Number(sign + year), Number(month), Number(day));
  if (days === undefined || days === null || Math.trunc(days) !== (days | 0)) throw malformed(text, "date");
  return days;
}

const TIMESTAMP =
  /^([+-]?)(\d{4,6})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:\.(\d*))?([^\d.].*)?)?)?)?)?)?$/s;
const TIME_ALONE = /^(?:T\d{1,2}|T?\d{1,2}:\d{1,2})/;

/** Date, time, fraction and zone may follow one another. */
export function readMicros(text: string): bigint {
  return readWall(text, "timestamp", (zone, wall) => offsetOfWall(zone, wall));
}

/** What the clocks show: a zone is read, and plays no part. */
function readLocalMicros(text: string): bigint {
  return readWall(text, "timestamp_ntz", () => 0);
}

function readWall(text: string, type: string, ahead: (zone: Zone, wall: number) => number): bigint {
  const trimmed = trimAll(text);
  const match = TIMESTAMP.exec(trimmed);
  if (!match && type === "timestamp" && TIME_ALONE.test(trimmed))
    throw unsupported("a time without its date");
  if (!match) throw malformed(text, type);
  const [, sign = "", year = "", month = "1", day = "1", hour = "0", minute = "0", second = "0"] = match;
  const [, , , , , , , , fraction = "", name = "UTC"] = match;
  const days = daysOf(Number(sign + year), Number(month), Number(day));
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  if (days === undefined || h > 23 || m > 59 || s > 59) throw malformed(text, type);
  const seconds = h * 3600 + m * 60 + s;
  const zone = zoneOrNot(name.trim());
  if (!zone) throw malformed(text, type);
  const offset = ahead(zone, days * 86_400_000 + seconds * 1000);
  const micros = BigInt(fraction.padEnd(6, "0").slice(0, 6));
  const all = BigInt(days) * MICROS_PER_DAY + BigInt(seconds * 1000 - offset) * 1000n + micros;
  if (BigInt.asIntN(64, all) !== all) throw malformed(text, type);
  return all;
}

function zoneOrNot(name: string): Zone | undefined {
  try {
    return zoneOf(name);
  } catch {
    return undefined;
  }
}

/** Of what stands behind a larger unit. */
const LIMITS: Readonly<Partial<Record<IntervalUnit, number>>> = {
  month: 11,
  hour: 23,
  minute: 59,
  second: 59,
};

const FORMS = { year: /^\d+(?:-\d+)?$/, day: /^\d+(?: \d+)?(?::\d+)*(?:\.\d{1,9})?$/ };

/** Months, or microseconds, of `1-2`, `1 02:03:04.5` or the whole literal `INTERVAL '1' DAY`. */
export function readInterval(text: string, from: IntervalUnit, to: IntervalUnit): bigint {
  const units = unitsBetween(from, to);
  const type = `interval ${from}${from === to ? "" : ` to ${to}`}`;
  const [, outer = "", quoted] =
    /^interval\s*([+-]?)\s*'([^']*)'\s*\w+(?:\s+to\s+\w+)?$/i.exec(trimAll(text)) ?? [];
  const [, inner = "", body = ""] = /^([+-]?)(.*)$/s.exec(trimAll(quoted ?? text)) ?? [];
  const parts = FORMS[from === "year" ? "year" : "day"].test(body) ? body.split(/[ :-]/) : [];
  if (parts.length !== units.length || (body.includes(".") && to !== "second"))
    throw malformedInterval(text, type);
  const total = parts.reduce((sum, part, index) => {
    const unit = units[index] ?? to;
    const [whole = "0", fraction = ""] = part.split(".");
    if (index > 0 && Number(whole) > (LIMITS[unit] ?? Infinity)) throw malformedInterval(text, type);
    return sum + BigInt(whole) * UNIT_SIZES[unit] + BigInt(fraction.padEnd(6, "0").slice(0, 6));
  }, 0n);
  return (outer === "-") !== (inner === "-") ? -total : total;
}

function malformedInterval(text: string, type: string): SqlError {
  return new SqlError(
    `INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING${/year|month/.test(type) ? "" : "_WITH_NOTICE"}`,
    "22006",
    `Error parsing '${text}' to interval. Please ensure that the value provided is in a valid format for defining an interval: it does not match ${type.toUpperCase()}.`,
  );
}

export interface Duration {
  readonly months: bigint;
  readonly days: bigint;
  readonly micros: bigint;
}

const DURATION_UNITS: Readonly<Record<string, readonly [keyof Duration, bigint]>> = {
  year: ["months", UNIT_SIZES.year],
  month: ["months", UNIT_SIZES.month],
  week: ["days", 7n],
  day: ["days", 1n],
  hour: ["micros", UNIT_SIZES.hour],
  minute: ["micros", UNIT_SIZES.minute],
  second: ["micros", UNIT_SIZES.second],
  millisecond: ["micros", 1000n],
  microsecond: ["micros", 1n],
};

/** `2 days 3 hours`, `interval -1.5 seconds`; undefined: it is none. */
export function readDuration(text: string): Duration | undefined {
  const body = trimAll(text)
    .toLowerCase()
    .replace(/^interval /, "");
  const part = /([+-]?) *(\d+)(?:\.(\d{0,9}))? +([a-z]+?)s?(?= |$) */y;
  const sum = { months: 0n, days: 0n, micros: 0n };
  if (body.trim() === "") return undefined;
  part.lastIndex = body.length - body.trimStart().length;
  while (part.lastIndex < body.length) {
    const match = part.exec(body);
    const [, sign = "", whole = "", fraction, name = ""] = match ?? [];
    const unit = Object.hasOwn(DURATION_UNITS, name) ? DURATION_UNITS[name] : undefined;
    if (!match || !unit || (fraction !== undefined && name !== "second")) return undefined;
    const size = BigInt(whole) * unit[1] + BigInt((fraction ?? "").padEnd(6, "0").slice(0, 6));
    sum[unit[0]] += sign === "-" ? -size : size;
  }
  return sum;
}

/** As DuckDB reads it. */
function readCalendarInterval(text: string): string {
  const duration = readDuration(text);
  if (!duration) throw malformed(text, "interval");
  const { months, days, micros } = duration;
  return `${months} months ${days} days ${micros} microseconds`;
}

/** Blanks and control characters, as Databricks leaves them out around a value. */
function trimAll(text: string): string {
  return text.replace(/^[\s\x00-\x1f]+|[\s\x00-\x1f]+$/g, "");
}
