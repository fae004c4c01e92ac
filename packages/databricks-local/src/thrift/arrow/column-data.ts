import {
  Binary,
  Bool,
  type Data,
  DateDay,
  Decimal,
  Field,
  Float32,
  Float64,
  Int16,
  Int32,
  Int64,
  Int8,
  List,
  makeData,
  Map_,
  Null,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import type { SqlCell } from "../../sql/sql-engine";
import {
  daysSinceEpoch,
  decimalWords,
  entries,
  flag,
  floatingNumber,
  list,
  microsecondWords,
  smallNumber,
  struct,
  text,
  wholeNumber,
} from "./cell-values";
import type { SqlField, ArrowType } from "./sql-type";

const DECIMAL_BITS = 128;

/**
 * One column in Arrow's layout. Written by hand, since Arrow's own builders take a timestamp as milliseconds and a
 * decimal as a float. An empty column gives the type alone.
 */
export function columnData(type: ArrowType, cells: readonly SqlCell[]): Data {
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

/** The names of children are the service's: drivers look up `element`, `entries`, `key` and `value`. */
function listData(elementType: ArrowType, cells: readonly SqlCell[]): Data {
  const lists = cells.map(list);
  const child = columnData(elementType, lists.flat());
  const type = new List(new Field("element", child.type, true));
  const valueOffsets = offsets(lists.map(({ length }) => length));
  return makeData({ type, length: cells.length, ...validity(cells), valueOffsets, child });
}

function mapData(keyType: ArrowType, valueType: ArrowType, cells: readonly SqlCell[]): Data {
  const maps = cells.map(entries);
  const pairs = maps.flat();
  const keys = columnData(
    keyType,
    pairs.map(([key]) => key),
  );
  const values = columnData(
    valueType,
    pairs.map(([, value]) => value),
  );
  const entry = new Struct<{ key: SqlArrow; value: SqlArrow }>([
    new Field("key", keys.type, false),
    new Field("value", values.type, true),
  ]);
  const child = makeData({ type: entry, length: pairs.length, nullCount: 0, children: [keys, values] });
  const type = new Map_(new Field("entries", entry, false));
  const valueOffsets = offsets(maps.map((map) => map.length));
  return makeData({ type, length: cells.length, ...validity(cells), valueOffsets, child });
}

function structData(fields: readonly SqlField[], cells: readonly SqlCell[]): Data {
  const structs = cells.map(struct);
  const children = fields.map(({ name, type }) =>
    columnData(
      type,
      structs.map((fieldsOf) => fieldsOf[name] ?? null),
    ),
  );
  const names = fields.map((field) => field.name);
  const type = new Struct(nullableFields(names, children));
  return makeData({ type, length: cells.length, ...validity(cells), children });
}

type SqlArrow = Data["type"];

/** Which cells are not NULL, least significant bit first. */
function validity(cells: readonly SqlCell[]): { nullCount: number; nullBitmap: Uint8Array } {
  const isValid = cells.map((cell) => cell !== null);
  return { nullCount: isValid.filter((valid) => !valid).length, nullBitmap: bits(isValid) };
}

export function bits(flags: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(flags.length / 8));
  flags.forEach((flag, index) => {
    if (flag) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bytes;
}

/** Where each value begins, and where the last one ends. */
function offsets(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  let end = 0;
  lengths.forEach((length, index) => {
    end += length;
    starts[index + 1] = end;
  });
  return starts;
}

function bytesWithOffsets(
  cells: readonly SqlCell[],
  encoding: "utf8" | "base64",
): { valueOffsets: Int32Array; data: Uint8Array } {
  const chunks = cells.map((cell) => Buffer.from(text(cell), encoding));
  return { valueOffsets: offsets(chunks.map((chunk) => chunk.length)), data: Buffer.concat(chunks) };
}
