/** Days and microseconds since 1970 in the proleptic Gregorian calendar, which also has the years before 1 and behind 9999. */

export const MICROS_PER_DAY = 86_400_000_000n;
const MS_PER_DAY = 86_400_000;

/** Undefined: there is no such day. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  const isThere = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isThere ? date.getTime() / MS_PER_DAY : undefined;
}

export function dateOfDays(days: number): Date {
  return new Date(days * MS_PER_DAY);
}

/** `2024-01-31`; with a sign before years of more than four digits, and before year 0. */
export function dateText(days: number): string {
  const date = dateOfDays(days);
  const year = date.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, "0");
  const sign = year < 0 ? "-" : digits.length > 4 ? "+" : "";
  return `${sign}${digits}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** `2024-01-31 10:00:00.5`: the fraction has no zeros at its end. */
export function timestampText(micros: bigint): string {
  const days = floorDivide(micros, MICROS_PER_DAY);
  const rest = micros - days * MICROS_PER_DAY;
  const seconds = Number(rest / 1_000_000n);
  const fraction = String(rest % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  return `${dateText(Number(days))} ${time}${fraction === "" ? "" : `.${fraction}`}`;
}

export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
