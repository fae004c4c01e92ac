import { inspect } from "node:util";
import { Int64 } from "thrift";
import type { SqlCell, SqlStruct } from "../../sql/sql-engine";

const MS_PER_DAY = 86_400_000;
const BITS_PER_WORD = 64n;

// NULL becomes 0, false or empty everywhere: the column's validity bitmap says that it is none.

export function flag(cell: SqlCell): boolean {
  if (cell === null || typeof cell === "boolean") return cell ?? false;
  throw new WrongCellError("BOOLEAN", cell);
}

export function wholeNumber(cell: SqlCell): bigint {
  if (cell === null) return 0n;
  if (typeof cell === "bigint" || (typeof cell === "number" && Number.isInteger(cell))) return BigInt(cell);
  throw new WrongCellError("whole number", cell);
}

export function smallNumber(cell: SqlCell): number {
  return Number(wholeNumber(cell));
}

/** As Thrift's binary protocol writes it. */
export function int64(value: bigint): Int64 {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return new Int64(bytes);
}

export function floatingNumber(cell: SqlCell): number {
  if (cell === null || typeof cell === "number") return cell ?? 0;
  throw new WrongCellError("DOUBLE", cell);
}

/** The number of fewest digits that is the same FLOAT: 1.2, and not 1.2000000476837158. */
export function shortestFloat(value: number): number {
  if (!Number.isFinite(value)) return value;
  const float = Math.fround(value);
  for (let digits = 1; digits < 9; digits += 1) {
    const shorter = Number(float.toPrecision(digits));
    if (Math.fround(shorter) === float) return shorter;
  }
  return Number(float.toPrecision(9));
}

export function text(cell: SqlCell): string {
  if (cell === null || typeof cell === "string") return cell ?? "";
  throw new WrongCellError("STRING", cell);
}

export function list(cell: SqlCell): SqlCell[] {
  if (cell === null || Array.isArray(cell)) return cell ?? [];
  throw new WrongCellError("ARRAY", cell);
}

export function entries(cell: SqlCell): [SqlCell, SqlCell][] {
  if (cell === null || cell instanceof Map) return [...(cell ?? [])];
  throw new WrongCellError("MAP", cell);
}

export function struct(cell: SqlCell): SqlStruct {
  if (cell === null) return {};
  if (typeof cell === "object" && !Array.isArray(cell) && !(cell instanceof Map)) return cell;
  throw new WrongCellError("STRUCT", cell);
}

export function daysSinceEpoch(cell: SqlCell): number {
  if (cell === null) return 0;
  const milliseconds = Date.parse(`${text(cell)}T00:00:00Z`);
  if (Number.isNaN(milliseconds)) throw new WrongCellError("DATE", cell);
  return milliseconds / MS_PER_DAY;
}

/** Arrow reads 64-bit values as pairs of 32-bit words. */
export function microsecondWords(cells: readonly SqlCell[]): Int32Array {
  return new Int32Array(BigInt64Array.from(cells, microsecondsSinceEpoch).buffer);
}

/** Two 64-bit words a value, the lower first. */
export function decimalWords(cells: readonly SqlCell[], scale: number): Uint32Array {
  const words = new BigInt64Array(cells.length * 2);
  cells.forEach((cell, index) => {
    const unscaled = unscaledDecimal(cell, scale);
    words[2 * index] = BigInt.asIntN(Number(BITS_PER_WORD), unscaled);
    words[2 * index + 1] = unscaled >> BITS_PER_WORD;
  });
  return new Uint32Array(words.buffer);
}

/** `2026-11-23T10:00:00.123456Z`: `Date` would drop the microseconds. */
function microsecondsSinceEpoch(cell: SqlCell): bigint {
  if (cell === null) return 0n;
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)?$/.exec(text(cell));
  const [, date, time, fraction = "", zone = "Z"] = match ?? [];
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(milliseconds)) throw new WrongCellError("TIMESTAMP", cell);
  return BigInt(milliseconds) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}

/** `-12.5` with scale 3 is -12500. */
function unscaledDecimal(cell: SqlCell, scale: number): bigint {
  if (cell === null) return 0n;
  const match = /^([+-]?)(\d*)\.?(\d*)$/.exec(typeof cell === "string" ? cell : String(wholeNumber(cell)));
  const [, sign, whole = "", fraction = ""] = match ?? [];
  if (whole + fraction === "" || fraction.length > scale)
    throw new WrongCellError(`DECIMAL of scale ${scale}`, cell);
  const digits = BigInt(whole + fraction.padEnd(scale, "0"));
  return sign === "-" ? -digits : digits;
}

/** A defect of the engine: a cell that its column's type cannot hold. Better no answer than a wrong one. */
export class WrongCellError extends Error {
  override readonly name = "WrongCellError";
  constructor(type: string, cell: SqlCell) {
    super(`The cell ${inspect(cell).slice(0, 100)} is no ${type}`);
  }
}
