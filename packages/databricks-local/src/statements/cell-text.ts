import type { SqlCell } from "../sql/sql-engine";
import { parseType } from "../sql/types/parse-type";
import type { SqlType } from "../sql/types/sql-type";

/** A cell as JSON_ARRAY writes it: text, or null. Arrays, structs and maps are JSON text. */
export function cellText(cell: SqlCell, columnType: string): string | null {
  if (cell === null || typeof cell === "string") return cell;
  if (typeof cell === "number") return /^(double|float)/i.test(columnType) ? doubleText(cell) : String(cell);
  if (typeof cell === "object") return jsonText(cell, typeWithDecimals(columnType));
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

/** DECIMALs inside are numbers, as in the drivers' own tests; BIGINTs keep their digits by becoming text where a JSON number would lose them. */
function jsonText(cell: SqlCell, type: SqlType | undefined): string {
  if (typeof cell === "bigint") return Number.isSafeInteger(Number(cell)) ? String(cell) : `"${cell}"`;
  if (typeof cell === "string" && type?.kind === "decimal") return cell;
  if (Array.isArray(cell)) {
    const element = type?.kind === "array" ? type.element : undefined;
    return `[${cell.map((item: SqlCell) => jsonText(item, element)).join(",")}]`;
  }
  if (cell instanceof Map) {
    const value = type?.kind === "map" ? type.value : undefined;
    return entriesText([...cell].map(([key, item]) => [cellText(key, "") ?? "null", jsonText(item, value)]));
  }
  if (typeof cell !== "object" || cell === null) return JSON.stringify(cell);
  const fields = type?.kind === "struct" ? type.fields : [];
  return entriesText(
    Object.entries(cell).map(([name, item], at) => [name, jsonText(item, fields[at]?.type)]),
  );
}

function entriesText(entries: readonly (readonly [name: string, value: string])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
}

/** Types are read once, and only where the text depends on them. */
const TYPES = new Map<string, SqlType>();

function typeWithDecimals(name: string): SqlType | undefined {
  if (!/decimal/i.test(name)) return undefined;
  const known = TYPES.get(name) ?? parseType(name);
  TYPES.set(name, known);
  return known;
}
