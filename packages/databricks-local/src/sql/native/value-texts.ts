import { BIGINT, BLOB, DOUBLE, FLOAT, VARCHAR } from "@duckdb/node-api";
import { type IntervalUnit, UNIT_SIZES, unitsBetween } from "../types/sql-type";
import { dateText, timestampText } from "./calendar";
import type { NativeFunction } from "./native-function";

/** Values as Databricks writes them, where DuckDB writes them otherwise. */
export const NATIVE_VALUE_TEXTS: Readonly<Record<string, NativeFunction>> = {
  dbx_binary_text: [
    [BLOB],
    VARCHAR,
    ({ bytes }: { bytes: Uint8Array }) => Buffer.from(bytes).toString("utf8"),
  ],
  dbx_calendar_interval_text: [[BIGINT, BIGINT, BIGINT], VARCHAR, calendarIntervalText],
  dbx_double_text: [[DOUBLE], VARCHAR, doubleText],
  dbx_far_date_text: [[BIGINT], VARCHAR, (days: bigint) => dateText(Number(days))],
  dbx_far_timestamp_text: [[BIGINT], VARCHAR, timestampText],
  dbx_float_text: [[FLOAT], VARCHAR, floatText],
  dbx_interval_text: [[BIGINT, BIGINT, VARCHAR, VARCHAR], VARCHAR, intervalText],
};

/**
 * A DOUBLE as Databricks writes it: `1.0`, `1.0E10`, `1.234E-5`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/cast
 */
export function doubleText(value: number): string {
  return numberText(value, value.toExponential());
}

/** The fewest digits that no other FLOAT has. */
export function floatText(value: number): string {
  for (let digits = 1; digits < 9; digits += 1) {
    const text = value.toExponential(digits - 1);
    if (Math.fround(Number(text)) === value) return numberText(Number(text), Number(text).toExponential());
  }
  return numberText(value, value.toExponential(8));
}

function numberText(value: number, exponential: string): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    const text = Object.is(value, -0) ? "-0" : String(value);
    return text.includes(".") ? text : `${text}.0`;
  }
  const [mantissa = "", exponent = ""] = exponential.split("e");
  return `${mantissa.includes(".") ? mantissa : `${mantissa}.0`}E${exponent.replace("+", "")}`;
}

const BEFORE: Readonly<Record<string, string>> = { hour: " ", minute: ":", second: ":" };

/** `INTERVAL '1 02:03:04.5' DAY TO SECOND` */
export function intervalText(months: bigint, micros: bigint, from: IntervalUnit, to: IntervalUnit): string {
  const units = `${from}${from === to ? "" : ` to ${to}`}`.toUpperCase();
  const isYearMonth = from === "year" || from === "month";
  const body = isYearMonth ? yearMonthText(months, from, to) : dayTimeText(micros, from, to);
  return `INTERVAL '${body}' ${units}`;
}

function yearMonthText(months: bigint, from: IntervalUnit, to: IntervalUnit): string {
  const [sign, size] = months < 0n ? ["-", -months] : ["", months];
  if (from === "month") return `${sign}${size}`;
  return to === "year" ? `${sign}${size / 12n}` : `${sign}${size / 12n}-${size % 12n}`;
}

function dayTimeText(micros: bigint, from: IntervalUnit, to: IntervalUnit): string {
  let rest = micros < 0n ? -micros : micros;
  const units = unitsBetween(from, to);
  const parts = units.map((unit, index) => {
    const before = index === 0 ? "" : (BEFORE[unit] ?? "");
    if (unit === "second") return before + secondsText(rest);
    const size = UNIT_SIZES[unit];
    const amount = rest / size;
    rest %= size;
    return before + (unit === "day" ? String(amount) : String(amount).padStart(2, "0"));
  });
  return `${micros < 0n ? "-" : ""}${parts.join("")}`;
}

/** `04.5` */
function secondsText(micros: bigint): string {
  const fraction = String(micros % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  return `${String(micros / 1_000_000n).padStart(2, "0")}${fraction === "" ? "" : `.${fraction}`}`;
}

/** `1 years 2 months 3 days 4 hours 5.5 seconds` */
export function calendarIntervalText(months: bigint, days: bigint, micros: bigint): string {
  const rest = micros % 60_000_000n;
  const fraction = String(rest < 0n ? -rest % 1_000_000n : rest % 1_000_000n)
    .padStart(6, "0")
    .replace(/0+$/, "");
  const seconds = `${rest < 0n ? "-" : ""}${(rest < 0n ? -rest : rest) / 1_000_000n}${fraction === "" ? "" : `.${fraction}`}`;
  const parts = [
    [String(months / 12n), "years"],
    [String(months % 12n), "months"],
    [String(days), "days"],
    [String(micros / 3_600_000_000n), "hours"],
    [String((micros / 60_000_000n) % 60n), "minutes"],
    [seconds, "seconds"],
  ].filter(([amount]) => amount !== "0");
  return parts.length === 0 ? "0 seconds" : parts.map((part) => part.join(" ")).join(" ");
}

/** How the service sends intervals: `1-2`, `1 02:03:04.500000000`. */
export function intervalCell(months: number, micros: bigint, isYearMonth: boolean): string {
  if (isYearMonth) return yearMonthText(BigInt(months), "year", "month");
  const [whole = "", fraction = ""] = dayTimeText(micros, "day", "second").split(".");
  return `${whole}.${fraction.padEnd(9, "0")}`;
}
