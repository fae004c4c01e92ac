import type { SqlCell } from "../sql/sql-engine";

/** A cell as JSON_ARRAY writes it: text, or null. Arrays, structs and maps are JSON text. */
export function cellText(cell: SqlCell, columnType: string): string | null {
  if (cell === null || typeof cell === "string") return cell;
  if (typeof cell === "number") return /^(double|float)/i.test(columnType) ? doubleText(cell) : String(cell);
  if (typeof cell === "object") return JSON.stringify(plain(cell));
  return String(cell);
}

/** As the JVM prints a double: always with a decimal point, and with an exponent outside [1e-3, 1e7). */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7))
    return withPoint(Object.is(value, -0) ? "-0" : String(value));
  const [digits = "", exponent = ""] = value.toExponential().split("e");
  return `${withPoint(digits)}E${exponent.replace("+", "")}`;
}

function withPoint(digits: string): string {
  return digits.includes(".") ? digits : `${digits}.0`;
}

/** BIGINTs inside keep their digits by becoming text where a JSON number would lose them. */
function plain(cell: SqlCell): unknown {
  if (typeof cell === "bigint") return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (Array.isArray(cell)) return cell.map(plain);
  if (cell instanceof Map)
    return Object.fromEntries([...cell].map(([key, value]) => [cellText(key, ""), plain(value)]));

  if (typeof cell === "object" && cell !== null)
    return Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, plain(value)]));

  return cell;
}
