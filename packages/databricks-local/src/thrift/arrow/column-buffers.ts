import type { SqlCell } from "../../sql/sql-engine";
import { text } from "./cell-values";

/** Which cells are not NULL, least significant bit first. */
export function validity(cells: readonly SqlCell[]): { nullCount: number; nullBitmap: Uint8Array } {
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
export function offsets(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  let end = 0;
  lengths.forEach((length, index) => {
    end += length;
    starts[index + 1] = end;
  });
  return starts;
}

export function bytesWithOffsets(
  cells: readonly SqlCell[],
  encoding: "utf8" | "base64",
): { valueOffsets: Int32Array; data: Uint8Array } {
  const chunks = cells.map((cell) => Buffer.from(text(cell), encoding));
  return { valueOffsets: offsets(chunks.map((chunk) => chunk.length)), data: Buffer.concat(chunks) };
}
