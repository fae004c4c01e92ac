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
import { type SqlCell, SqlError } from "../sql-engine";
import type { SqlType } from "../types/sql-type";

const MS_PER_DAY = 86_400_000;

/** A DuckDB value as a cell of the given Databricks type. */
export function cellOfDuckDb(value: DuckDBValue, type: SqlType): SqlCell {
  if (value === null) return null;
  if (typeof value === "bigint") return asInteger(value, type);
  if (typeof value === "number")
    return type.kind === "simple" && type.name === "bigint" ? BigInt(value) : value;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (value instanceof DuckDBDecimalValue) return value.toString();
  if (value instanceof DuckDBDateValue) return new Date(value.days * MS_PER_DAY).toISOString().slice(0, 10);
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue)
    return timestampText(value.micros);

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
  if (value instanceof DuckDBIntervalValue) return value.toString();
  throw new TypeError(`DuckDB gave a value that no cell can hold: ${String(value)}`);
}

function asInteger(value: bigint, type: SqlType): SqlCell {
  if (BigInt.asIntN(64, value) !== value)
    throw new SqlError("ARITHMETIC_OVERFLOW", "22003", "long overflow.");

  return type.kind === "simple" && type.name === "bigint" ? value : Number(value);
}

/** `2026-11-23T10:00:00.000Z`; with six digits where the microseconds are no whole milliseconds. */
function timestampText(micros: bigint): string {
  const rest = ((micros % 1000n) + 1000n) % 1000n;
  const text = new Date(Number((micros - rest) / 1000n)).toISOString();
  return rest === 0n ? text : `${text.slice(0, -1)}${String(rest).padStart(3, "0")}Z`;
}
