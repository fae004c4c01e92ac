import {
  Binary,
  Bool,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  makeData,
  Null,
  TimestampMicrosecond,
  Utf8,
  type Data,
} from "apache-arrow";
import type { SqlCell } from "../../sql/sql-engine";
import {
  daysSinceEpoch,
  decimalWords,
  flag,
  floatingNumber,
  microsecondWords,
  smallNumber,
  wholeNumber,
} from "./cell-values";
import { bits, bytesWithOffsets, validity } from "./column-buffers";
import { listData, mapData, structData } from "./nested-column-data";
import type { SqlType } from "./sql-type";

const DECIMAL_BITS = 128;

/**
 * One column in Arrow's layout. Written by hand, since Arrow's own builders take a timestamp as milliseconds and a
 * decimal as a float. An empty column gives the type alone.
 */
export function columnData(type: SqlType, cells: readonly SqlCell[]): Data {
  const shape = { length: cells.length, ...validity(cells) };
  switch (type.kind) {
    case "void":
      return makeData({ type: new Null(), length: cells.length });
    case "boolean":
      return makeData({ type: new Bool(), ...shape, data: bits(cells.map(flag)) });
    case "tinyint":
      return makeData({ type: new Int8(), ...shape, data: Int8Array.from(cells, smallNumber) });
    case "smallint":
      return makeData({ type: new Int16(), ...shape, data: Int16Array.from(cells, smallNumber) });
    case "int":
      return makeData({ type: new Int32(), ...shape, data: Int32Array.from(cells, smallNumber) });
    case "bigint":
      return makeData({ type: new Int64(), ...shape, data: BigInt64Array.from(cells, wholeNumber) });
    case "float":
      return makeData({ type: new Float32(), ...shape, data: Float32Array.from(cells, floatingNumber) });
    case "double":
      return makeData({ type: new Float64(), ...shape, data: Float64Array.from(cells, floatingNumber) });
    case "decimal": {
      const arrow = new Decimal(type.scale, type.precision, DECIMAL_BITS);
      return makeData({ type: arrow, ...shape, data: decimalWords(cells, type.scale) });
    }
    case "date":
      return makeData({ type: new DateDay(), ...shape, data: Int32Array.from(cells, daysSinceEpoch) });
    case "timestamp":
      return makeData({ type: new TimestampMicrosecond("Etc/UTC"), ...shape, data: microsecondWords(cells) });
    case "timestamp_ntz":
      return makeData({ type: new TimestampMicrosecond(), ...shape, data: microsecondWords(cells) });
    case "string":
      return makeData({ type: new Utf8(), ...shape, ...bytesWithOffsets(cells, "utf8") });
    case "binary":
      return makeData({ type: new Binary(), ...shape, ...bytesWithOffsets(cells, "base64") });
    case "array":
      return listData(type.element, cells);
    case "map":
      return mapData(type.key, type.value, cells);
    case "struct":
      return structData(type.fields, cells);
  }
}

/** Fields that can hold NULL, typed as their data. */
export function nullableFields(names: readonly string[], columns: readonly Data[]): Field[] {
  return columns.map((column, index) => new Field(names[index] ?? "", column.type, true));
}
