import { BIGINT, BOOLEAN, DOUBLE, VARCHAR } from "@duckdb/node-api";
import { formatDatetime, parseDatetime } from "./datetime-texts";
import type { NativeFunction } from "./native-function";

const MS_PER_MINUTE = 60_000;

/** Microseconds of UTC as the clocks of a zone show them. */
function fromUtc(micros: bigint, zone: string): bigint {
  return shiftedBy(micros, offsetAt(zone, Number(micros / 1000n), false), 1n);
}

/** The clocks of a zone as microseconds of UTC. */
function toUtc(micros: bigint, zone: string): bigint {
  return shiftedBy(micros, offsetAt(zone, Number(micros / 1000n), true), -1n);
}

function shiftedBy(micros: bigint, offset: number | undefined, sign: bigint): bigint {
  if (offset === undefined) throw new RangeError("INVALID_TIMEZONE");
  return micros + sign * BigInt(offset) * 1000n;
}

/** How far a zone's clocks are ahead of UTC, in milliseconds; undefined: no such zone. */
export function offsetAt(zone: string, time: number, isWall: boolean): number | undefined {
  const [, sign, hours, minutes = "0"] = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone) ?? [];
  if (sign !== undefined)
    return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MS_PER_MINUTE;
  if (/^(Z|UTC|GMT)$/.test(zone)) return 0;
  try {
    const first = zoneOffset(zone, time);
    return isWall ? zoneOffset(zone, time - first) : first;
  } catch {
    return undefined;
  }
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function zoneOffset(zone: string, time: number): number {
  const format =
    FORMATS.get(zone) ?? new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  FORMATS.set(zone, format);
  const name = format.formatToParts(time).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign = "+", hours = "0", minutes = "0"] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MS_PER_MINUTE;
}

const MICROS_PER_SECOND = 1_000_000n;
const SECONDS_PER_DAY = 86_400;

/** Functions of times; a time is the microseconds since 1970. */
export const NATIVE_TIMES: Readonly<Record<string, NativeFunction>> = {
  dbx_format_datetime: [[BIGINT, VARCHAR], VARCHAR, formatDatetime],
  dbx_from_utc: [[BIGINT, VARCHAR], BIGINT, fromUtc],
  dbx_months_between: [[BIGINT, BIGINT, BOOLEAN], DOUBLE, monthsBetween],
  dbx_parse_datetime: [[VARCHAR, VARCHAR], VARCHAR, parseDatetime],
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
