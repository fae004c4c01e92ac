import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { dateText, MICROS_PER_DAY, timestampText } from "../native/calendar";
import { calendarIntervalText, floatText, intervalCell } from "../native/value-texts";
import { readVariant, variantJson } from "../native/variant-value";
import { type SqlCell, SqlError } from "../sql-engine";
import { isSimple, isYearMonth } from "../types/coercion";
import type { SqlType } from "../types/sql-type";

/** A DuckDB value as a cell of the given Databricks type. */
export function cellOfDuckDb(value: DuckDBValue, type: SqlType): SqlCell {
  if (value === null) return null;
  if (typeof value === "bigint") return asInteger(value, type);
  if (typeof value === "number") return asNumber(value, type);
  if (typeof value === "string" && isSimple(type, "variant")) return variantJson(readVariant(value));
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBDateValue) return dateText(value.days);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return timestampCell(value.micros, isSimple(type, "timestamp_ntz"));

  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("base64");
  if (value instanceof DuckDBListValue && type.kind === "array")
    return value.items.map((item) => cellOfDuckDb(item, type.element));

  if (value instanceof DuckDBMapValue && type.kind === "map") {
    return new Map(
      value.entries.map((entry) => [
        cellOfDuckDb(entry.key, type.key),
        cellOfDuckDb(entry.value, type.value),
      ]),
    );
  }
  if (value instanceof DuckDBStructValue && type.kind === "struct") {
    return Object.fromEntries(
      type.fields.map((field) => [field.name, cellOfDuckDb(value.entries[field.name] ?? null, field.type)]),
    );
  }
  if (value instanceof DuckDBIntervalValue) return intervalCellOf(value, type);
  throw new TypeError(`DuckDB gave a value that no cell can hold: ${String(value)}`);
}

function asNumber(value: number, type: SqlType): SqlCell {
  if (isSimple(type, "bigint")) return BigInt(value);
  return isSimple(type, "float") && Number.isFinite(value) ? Number(floatText(value)) : value;
}

function asInteger(value: bigint, type: SqlType): SqlCell {
  if (BigInt.asIntN(64, value) !== value)
    throw new SqlError("ARITHMETIC_OVERFLOW", "22003", "long overflow.");

  return isSimple(type, "bigint") ? value : Number(value);
}

/** `2026-11-23T10:00:00.000Z`; with six digits where the microseconds are no whole milliseconds. */
function timestampCell(micros: bigint, isWithoutZone: boolean): string {
  const [date = "", time = ""] = timestampText(micros).split(" ");
  const [whole = "", fraction = ""] = time.split(".");
  return `${date}T${whole}.${fraction.padEnd(fraction.length > 3 ? 6 : 3, "0")}${isWithoutZone ? "" : "Z"}`;
}

function intervalCellOf(value: DuckDBIntervalValue, type: SqlType): string {
  const micros = BigInt(value.days) * MICROS_PER_DAY + value.micros;
  return type.kind === "interval"
    ? intervalCell(value.months, micros, isYearMonth(type))
    : calendarIntervalText(BigInt(value.months), BigInt(value.days), value.micros);
}
