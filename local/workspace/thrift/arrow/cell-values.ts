import type { SqlCell } from "../../sql/sql-engine";

const MS_PER_DAY = 86_400_000;
const BITS_PER_WORD = 64n;

/** NULL becomes 0; the validity bitmap says that it is none. */
export function wholeNumber(cell: SqlCell): bigint {
  return typeof cell === "bigint" || typeof cell === "number" ? BigInt(cell) : 0n;
}

export function daysSinceEpoch(cell: SqlCell): number {
  return typeof cell === "string" ? Date.parse(`${cell}T00:00:00Z`) / MS_PER_DAY : 0;
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
  if (typeof cell !== "string") return 0n;
  const [, toSeconds = "", fraction = "", zone] =
    /^([^.Z+]*?)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)?$/.exec(cell) ?? [];
  const milliseconds = Date.parse(`${toSeconds.replace(" ", "T")}${zone ?? "Z"}`);
  if (Number.isNaN(milliseconds)) throw new Error(`No timestamp: ${cell}`);
  return BigInt(milliseconds) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, "0"));
}

/** `-12.5` with scale 3 is -12500. */
function unscaledDecimal(cell: SqlCell, scale: number): bigint {
  if (cell === null) return 0n;
  const text = typeof cell === "string" ? cell : String(wholeNumber(cell));
  const [, sign = "", whole = "0", fraction = ""] = /^([+-]?)(\d*)\.?(\d*)$/.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction.slice(0, scale).padEnd(scale, "0")}` || "0");
  return sign === "-" ? -digits : digits;
}
