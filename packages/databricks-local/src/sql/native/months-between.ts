import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from "@duckdb/node-api";
import { formatDatetime } from "./format-datetime";
import { parseDatetime } from "./parse-datetime";
import type { NativeFunction } from "./register-native";
import { fromUtc, timestampOfText, toUtc } from "./zoned-time";

const MICROS_PER_SECOND = 1_000_000n;
const SECONDS_PER_DAY = 86_400;

/** Functions of times; a time is the microseconds since 1970. */
export const NATIVE_TIMES: Readonly<Record<string, NativeFunction>> = {
  dbx_format_datetime: [[BIGINT, VARCHAR], VARCHAR, formatDatetime],
  dbx_from_utc: [[BIGINT, VARCHAR], BIGINT, fromUtc],
  dbx_months_between: [[BIGINT, BIGINT, BOOLEAN], DOUBLE, monthsBetween],
  dbx_parse_datetime: [[VARCHAR, VARCHAR], VARCHAR, parseDatetime],
  dbx_timestamp_text: [[VARCHAR], VARCHAR, timestampOfText],
  dbx_to_utc: [[BIGINT, VARCHAR], BIGINT, toUtc],
};

/**
 * Whole months where both are the same day of the month or both the last one; else months of 31 days.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/months_between
 */
function monthsBetween(a: bigint, b: bigint, roundOff: boolean): number {
  const [first, second] = [a, b].map(partsOf) as [Parts, Parts];
  const months = first.month - second.month;
  if (first.day === second.day || (first.isLast && second.isLast)) return months;
  const seconds = (first.day - second.day) * SECONDS_PER_DAY + first.seconds - second.seconds;
  const exact = months + seconds / (31 * SECONDS_PER_DAY);
  return roundOff ? Math.round(exact * 1e8) / 1e8 : exact;
}

interface Parts {
  readonly month: number;
  readonly day: number;
  readonly seconds: number;
  readonly isLast: boolean;
}

function partsOf(micros: bigint): Parts {
  const date = new Date(Number(micros / MICROS_PER_SECOND) * 1000);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return {
    month: year * 12 + month,
    day,
    seconds: date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds(),
    isLast: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() === day,
  };
}
