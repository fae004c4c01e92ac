import { BIGINT, BOOLEAN, DOUBLE, INTEGER, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { civilOf, daysOf, floorDivide, lengthOfMonth, MICROS_PER_DAY, monthOf, plusMonths } from "./calendar";
import { formatDatetime } from "./format-datetime";
import type { NativeFunction } from "./native-function";
import { parseDatetime } from "./parse-datetime";
import { withTries } from "./read-values";
import { offsetAt, offsetOfWall, zoneOf } from "./time-zones";

/** Functions of times: a time is the microseconds since 1970, a date the days. Those that read or make one have a twin that gives NULL. */
export const NATIVE_TIMES: Readonly<Record<string, NativeFunction>> = {
  // The day that it comes after makes no difference, but no day is found behind none.
  dbx_day_of_week: [[VARCHAR, INTEGER], INTEGER, dayOfWeekNamed],
  dbx_format_datetime: [[BIGINT, VARCHAR], VARCHAR, formatDatetime],
  dbx_from_utc: [[BIGINT, VARCHAR], BIGINT, fromUtc],
  dbx_months_apart: [[BIGINT, BIGINT], BIGINT, monthsApart],
  dbx_months_between: [[BIGINT, BIGINT, BOOLEAN], DOUBLE, monthsBetween],
  dbx_date_sequence: [[BIGINT, BIGINT, BIGINT, BIGINT, BIGINT], VARCHAR, datesFrom],
  dbx_sequence: [[BIGINT, BIGINT, BIGINT, BIGINT, BIGINT], VARCHAR, timesFrom],
  dbx_time_overflows: [[BOOLEAN], BIGINT, refuseTimeSum],
  dbx_to_utc: [[BIGINT, VARCHAR], BIGINT, toUtc],
  dbx_interval_by_zero: [[BOOLEAN], BIGINT, divideByZero],
  dbx_interval_overflows: [[VARCHAR], BIGINT, refuseSum],
  dbx_is_without_time: [[BIGINT], BOOLEAN, refuseTime],
  dbx_sequence_fails: [[BOOLEAN], BIGINT, refuseBounds],
  ...withTries({
    make_days: [[INTEGER, INTEGER, INTEGER], INTEGER, makeDays],
    make_day_time: [[INTEGER, INTEGER, INTEGER, BIGINT], BIGINT, makeDayTime],
    make_micros: [[INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, BIGINT], BIGINT, makeMicros],
    make_year_month: [[INTEGER, INTEGER], BIGINT, makeYearMonth],
    parse_datetime: [[VARCHAR, VARCHAR], BIGINT, parseDatetime],
  }),
};

/** Microseconds of UTC as the clocks of a zone show them. */
function fromUtc(micros: bigint, zone: string): bigint {
  return micros + BigInt(offsetAt(zoneOf(zone), millisOf(micros))) * 1000n;
}

/** The clocks of a zone as microseconds of UTC. */
function toUtc(micros: bigint, zone: string): bigint {
  return micros - BigInt(offsetOfWall(zoneOf(zone), millisOf(micros))) * 1000n;
}

function millisOf(micros: bigint): number {
  return Number(floorDivide(micros, 1000n));
}

function makeDays(year: number, month: number, day: number): number {
  const days = daysOf(year, month, day);
  if (days === undefined || days !== (days | 0))
    throw outOfBounds(`Invalid value for a date: ${year}-${month}-${day}`);
  return days;
}

const MINUTE = 60_000_000n;

/** Seconds come with their microseconds; 60 of them are a minute more. */
function makeMicros(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  seconds: bigint,
): bigint {
  if (seconds > MINUTE && seconds < MINUTE + 1_000_000n) {
    throw new SqlError(
      "INVALID_FRACTION_OF_SECOND",
      "22023",
      "Valid range for seconds is [0, 60] (inclusive), but the provided value is not within it. To avoid this error, make sure the value for seconds is within [0, 60] and does not have a fraction part if it is 60.",
    );
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || seconds < 0n || seconds > MINUTE)
    throw outOfBounds(`Invalid value for a time: ${hour}:${minute}, ${seconds} microseconds`);
  const days = BigInt(makeDays(year, month, day));
  return days * MICROS_PER_DAY + BigInt(hour * 60 + minute) * MINUTE + seconds;
}

function outOfBounds(why: string): SqlError {
  return new SqlError("DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION", "22023", `${why}.`);
}

/** The day of the week, Monday is 1, by two, three or all of its letters. */
function dayOfWeekNamed(name: string): number {
  const names = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
  const upper = name.toUpperCase();
  const index = names.findIndex((one) => [one, one.slice(0, 2), one.slice(0, 3)].includes(upper));
  if (index < 0)
    throw new SqlError("ILLEGAL_DAY_OF_WEEK", "22009", `Illegal input for day of week: ${name}.`);

  return index + 1;
}

const SECONDS_PER_DAY = 86_400;

interface Parts {
  readonly month: number;
  readonly day: number;
  /** Microseconds since midnight. */
  readonly time: bigint;
  readonly isLast: boolean;
}

function partsOf(micros: bigint): Parts {
  const days = floorDivide(micros, MICROS_PER_DAY);
  const civil = civilOf(Number(days));
  return {
    month: monthOf(civil),
    day: civil.day,
    time: micros - days * MICROS_PER_DAY,
    isLast: lengthOfMonth(civil.year, civil.month) === civil.day,
  };
}

/**
 * Whole months where both are the same day of the month or both the last one; else months of 31 days.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/months_between
 */
function monthsBetween(a: bigint, b: bigint, roundOff: boolean): number {
  const [first, second] = [partsOf(a), partsOf(b)];
  const months = first.month - second.month;
  if (first.day === second.day || (first.isLast && second.isLast)) return months;
  const [x, y] = [first, second].map(({ time }) => Number(time / 1_000_000n));
  const seconds = (first.day - second.day) * SECONDS_PER_DAY + (x ?? 0) - (y ?? 0);
  const exact = months + seconds / (31 * SECONDS_PER_DAY);
  return roundOff ? Math.round(exact * 1e8) / 1e8 : exact;
}

/** Whole months from one time to another, of which the last has to be over. */
function monthsApart(from: bigint, to: bigint): bigint {
  const [a, b] = [partsOf(from), partsOf(to)];
  const months = b.month - a.month;
  const rest = BigInt(b.day - a.day) * MICROS_PER_DAY + b.time - a.time;
  if (months > 0 && rest < 0n) return BigInt(months - 1);
  if (months < 0 && rest > 0n) return BigInt(months + 1);
  return BigInt(months);
}

/** A date takes no part of a day. */
function refuseTime(micros: bigint): boolean {
  if (micros === 0n) return true;
  throw new SqlError(
    "INVALID_INTERVAL_WITH_MICROSECONDS_ADDITION",
    "22006",
    "Cannot add an interval to a date because its microseconds part is not 0. To resolve this, cast the input date to a timestamp, which supports the addition of intervals with non-zero microseconds.",
  );
}

function refuseTimeSum(): never {
  throw new SqlError(
    "DATETIME_OVERFLOW",
    "22008",
    "Datetime operation overflow: the result is beyond what a TIMESTAMP holds.",
  );
}

function refuseSum(size: string): never {
  throw new SqlError(
    "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION",
    "22015",
    `Integer overflow while operating with intervals (${size}). Use \`try_add\` to tolerate overflow and return NULL instead.`,
  );
}

function divideByZero(): never {
  throw new SqlError(
    "INTERVAL_DIVIDED_BY_ZERO",
    "22012",
    "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.",
  );
}

function makeYearMonth(years: number, months: number): bigint {
  return withinInterval(BigInt(years) * 12n + BigInt(months), 32);
}

function makeDayTime(days: number, hours: number, minutes: number, micros: bigint): bigint {
  const all = BigInt(days) * MICROS_PER_DAY + (BigInt(hours) * 60n + BigInt(minutes)) * MINUTE + micros;
  return withinInterval(all, 64);
}

function withinInterval(size: bigint, bits: number): bigint {
  if (BigInt.asIntN(bits, size) === size) return size;
  throw new SqlError(
    "INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION",
    "22015",
    "Integer overflow while operating with intervals. Try devising appropriate values for the interval parameters.",
  );
}

function refuseBounds(isTooLong = false): never {
  if (isTooLong) throw unsupported("a sequence of more than 10,000,000 numbers");
  throw new SqlError("INTERNAL_ERROR", "XX000", "Illegal sequence boundaries.");
}

const MAX_TIMES = 100_000;

/** Times from one to another, each so many steps behind the first, with commas between. */
function timesFrom(start: bigint, stop: bigint, months: bigint, days: bigint, micros: bigint): string {
  const length = months * 28n * MICROS_PER_DAY + days * MICROS_PER_DAY + micros;
  if (length === 0n ? start !== stop : length > 0n !== stop >= start && stop !== start) refuseBounds();
  const times: bigint[] = [];
  for (let step = 0n; ; step += 1n) {
    const time = later(start, months * step, days * step, micros * step);
    if (length >= 0n ? time > stop : time < stop) break;
    times.push(time);
    if (times.length > MAX_TIMES) throw unsupported(`a sequence of more than ${MAX_TIMES} times`);
    if (length === 0n) break;
  }
  return times.join(",");
}

/** The same for dates, whose steps are a day at least. */
function datesFrom(start: bigint, stop: bigint, months: bigint, days: bigint, micros: bigint): string {
  const length = days * MICROS_PER_DAY + micros;
  if (months === 0n && (length < 0n ? -length : length) < MICROS_PER_DAY) {
    throw new SqlError(
      "_LEGACY_ERROR_TEMP_3242",
      "XX000",
      "The step of a sequence of dates must be whole days or months.",
    );
  }
  return timesFrom(start, stop, months, days, micros);
}

function later(start: bigint, months: bigint, days: bigint, micros: bigint): bigint {
  const day = floorDivide(start, MICROS_PER_DAY);
  const moved = BigInt(plusMonths(Number(day), Number(months))) + days;
  return moved * MICROS_PER_DAY + (start - day * MICROS_PER_DAY) + micros;
}
