import { unsupported } from "../sql-faults";
import { civilOf, daysOf, MICROS_PER_DAY } from "./calendar";
import { offsetOfWall, type Zone } from "./time-zones";

/** What a text said, by the pattern's letters; `zone` and `offset` stand beside them. */
export interface Found {
  readonly fields: Map<string, number>;
  zone?: Zone;
  /** In milliseconds. */
  offset?: number;
}

/** Microseconds since 1970; undefined: there is no such time. */
export function microsOf({ fields, zone, offset }: Found): bigint | undefined {
  if (fields.has("g")) throw unsupported("reading the pattern letter g");
  const days = daysOfFields(fields);
  const time = days === undefined ? undefined : timeOfFields(fields);
  if (days === undefined || time === undefined) return undefined;
  const wall = days * 86_400_000 + Math.floor(time / 1000);
  const ahead = zone ? offsetOfWall(zone, wall) : (offset ?? 0);
  return BigInt(days) * MICROS_PER_DAY + BigInt(time) - BigInt(ahead) * 1000n;
}

/** Missing are the year 1970, January, and the first of the month. */
function daysOfFields(fields: ReadonlyMap<string, number>): number | undefined {
  const [month, day, ordinal] = [fields.get("M"), fields.get("d"), fields.get("D")];
  const year = yearOf(fields);
  if (year === undefined || Math.abs(year) > 999_999) return undefined;
  if (ordinal === undefined || (fields.has("u") && month !== undefined && day !== undefined)) {
    const days = daysOf(year, month ?? 1, day ?? 1);
    return ordinal === undefined || days === undefined || ordinal === days - (daysOf(year, 1, 1) ?? 0) + 1
      ? days
      : undefined;
  }
  const days = (daysOf(year, 1, 1) ?? 0) + ordinal - 1;
  const date = civilOf(days);
  const fits =
    ordinal > 0 &&
    date.year === year &&
    (month === undefined || month === date.month) &&
    (day === undefined || day === date.day);
  return fits ? days : undefined;
}

function yearOf(fields: ReadonlyMap<string, number>): number | undefined {
  const [year, yearOfEra, era] = [fields.get("u"), fields.get("y"), fields.get("G")];
  if (year !== undefined) return year;
  if (yearOfEra === undefined || era === undefined) return 1970;
  if (yearOfEra < 1) return undefined;
  return era === 1 ? yearOfEra : 1 - yearOfEra;
}

/** Microseconds since midnight. A half of the day alone is its beginning. */
function timeOfFields(fields: ReadonlyMap<string, number>): number | undefined {
  const [clock, hourOfHalf, clockOfHalf, half] = ["k", "K", "h", "a"].map((letter) => fields.get(letter));
  const [minute = 0, second = 0, nanos = 0] = ["m", "s", "S"].map((letter) => fields.get(letter));
  const isWithin = (value: number | undefined, low: number, high: number) =>
    value === undefined || (value >= low && value <= high);
  const all =
    isWithin(clock, 1, 24) &&
    isWithin(hourOfHalf, 0, 11) &&
    isWithin(clockOfHalf, 1, 12) &&
    isWithin(fields.get("H"), 0, 23) &&
    isWithin(minute, 0, 59) &&
    isWithin(second, 0, 59);
  if (!all) return undefined;
  const inHalf = same(hourOfHalf, clockOfHalf === undefined ? undefined : clockOfHalf % 12);
  const inDay = same(fields.get("H"), clock === undefined ? undefined : clock % 24);
  if (inHalf === null || inDay === null) return undefined;
  const joined = inHalf !== undefined && half !== undefined ? half * 12 + inHalf : undefined;
  const hour = same(inDay, joined);
  if (hour === null) return undefined;
  // A half that stands beside an hour of the day has to be its own.
  if (hour !== undefined && half !== undefined && Math.floor(hour / 12) !== half) return undefined;
  if (hour !== undefined && inHalf !== undefined && hour % 12 !== inHalf) return undefined;
  const whole = hour ?? inHalf ?? (half === 1 ? 12 : 0);
  return (whole * 3600 + minute * 60 + second) * 1_000_000 + Math.floor(nanos / 1000);
}

/** Of two that may be missing the one that is there; null: they differ. */
function same(a: number | undefined, b: number | undefined): number | undefined | null {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return null;
}
