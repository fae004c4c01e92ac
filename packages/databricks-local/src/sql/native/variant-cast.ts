import { SqlError } from "../sql-engine";
import { parseType } from "../types/parse-type";
import { simpleType, type SqlType, typeName } from "../types/sql-type";
import { floorDivide, dateText, timestampText } from "./calendar";
import { NATIVE_READERS } from "./read-values";
import { doubleText } from "./value-texts";
import { type ScalarKind, type VariantValue, variantJson, writeVariant } from "./variant-value";

const TYPES = new Map<string, SqlType>();

/**
 * A VARIANT as another type: a scalar as text that DuckDB casts (BINARY as base64), what is composed as JSON of such texts. Null is
 * NULL, and what does not fit where the cast is a safe one.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/variant_get
 */
export function castVariant(value: VariantValue, target: string, isTry: boolean): string | null {
  const type = TYPES.get(target) ?? parseType(target);
  TYPES.set(target, type);
  if (type.kind === "simple" || type.kind === "decimal") return scalarCast(value, type, isTry);
  const json = jsonCast(value, type, isTry);
  return json === "null" ? null : json;
}

function scalarCast(value: VariantValue, type: SqlType, isTry: boolean): string | null {
  if (value.kind === "null") return null;
  const isText = typeName(type) === "string";
  const text =
    value.kind === "scalar"
      ? scalarAs(value.type, value.text, type)
      : isText
        ? variantJson(value)
        : undefined;
  if (text !== undefined) return text;
  if (isTry) return null;
  throw invalidCast(value, type);
}

function jsonCast(value: VariantValue, type: SqlType, isTry: boolean): string {
  const refused = () => {
    if (isTry) return "null";
    throw invalidCast(value, type);
  };
  if (typeName(type) === "variant") return JSON.stringify(writeVariant(value));
  if (value.kind === "null") return "null";
  switch (type.kind) {
    case "array":
      if (value.kind !== "array") return refused();
      return `[${value.items.map((item) => jsonCast(item, type.element, isTry)).join(",")}]`;
    case "map":
      if (value.kind !== "object") return refused();
      return jsonObject(value.fields.map(([name, field]) => [name, jsonCast(field, type.value, isTry)]));
    case "struct": {
      if (value.kind !== "object") return refused();
      const given = new Map(value.fields);
      return jsonObject(
        type.fields.map(({ name, type: field }) => {
          const found = given.get(name);
          return [name, found ? jsonCast(found, field, isTry) : "null"];
        }),
      );
    }
    case "decimal":
    case "interval":
    case "simple":
      return JSON.stringify(scalarCast(value, type, isTry));
  }
}

function jsonObject(fields: readonly (readonly [string, string])[]): string {
  return `{${fields.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(",")}}`;
}

function invalidCast(value: VariantValue, type: SqlType): SqlError {
  return new SqlError(
    "INVALID_VARIANT_CAST",
    "22023",
    `The variant value \`${variantJson(value)}\` cannot be cast into \`"${typeName(type).toUpperCase()}"\`. Please use \`try_variant_get\` instead.`,
  );
}

const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

/** Undefined: it does not fit. */
function scalarAs(kind: ScalarKind, text: string, type: SqlType): string | undefined {
  if (type.kind === "decimal") return decimalAs(kind, text, type.precision, type.scale);
  const name = typeName(type);
  switch (name) {
    case "string":
      return kind === "binary" ? Buffer.from(text, "base64").toString("utf8") : text;
    case "variant":
      return writeVariant({ kind: "scalar", type: kind, text });
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      const whole = wholeOf(kind, text);
      return whole !== undefined && BigInt.asIntN(BITS[name] ?? 64, whole) === whole
        ? String(whole)
        : undefined;
    }
    case "float":
    case "double":
      return fractionAs(kind, text, name);
    case "boolean":
      return booleanAs(kind, text);
    case "date":
      if (kind === "string") return read("read_days", (days) => dateText(Number(days)), text);
      return isTime(kind) ? text.split(" ")[0] : undefined;
    case "timestamp":
    case "timestamp_ntz": {
      const micros = microsAs(kind, text, name);
      return micros !== undefined && BigInt.asIntN(64, micros) === micros ? timestampText(micros) : undefined;
    }
    case "binary":
      if (kind === "binary") return text;
      return kind === "string" ? Buffer.from(text).toString("base64") : undefined;
    default:
      return undefined;
  }
}

function isNumber(kind: ScalarKind): boolean {
  return kind === "bigint" || kind === "decimal" || kind === "double" || kind === "float";
}

function isTime(kind: ScalarKind): boolean {
  return kind === "date" || kind === "timestamp" || kind === "timestamp_ntz";
}

/** One of CAST's own readers; undefined: it refuses the text. */
function read(
  name: string,
  shown: (value: number | bigint) => string,
  ...args: unknown[]
): string | undefined {
  const reader = NATIVE_READERS[`dbx_try_${name}`]?.[2] as (...args: unknown[]) => number | bigint | null;
  const value = reader(...args);
  return value === null ? undefined : shown(value);
}

/** What is behind the point is cut off; a time is its seconds since 1970. */
function wholeOf(kind: ScalarKind, text: string): bigint | undefined {
  if (kind === "boolean") return text === "true" ? 1n : 0n;
  if (kind === "string")
    return /^\s*[+-]?\d+\s*$/.test(text) ? BigInt(text.trim().replace("+", "")) : undefined;
  if (kind === "timestamp") return floorDivide(microsOf(text), 1_000_000n);
  if (kind === "bigint" || kind === "decimal") return BigInt(text.split(".")[0] ?? "");
  const number = Number(text);
  return isNumber(kind) && Number.isFinite(number) ? BigInt(Math.trunc(number)) : undefined;
}

function fractionAs(kind: ScalarKind, text: string, name: "float" | "double"): string | undefined {
  if (kind === "string") return read("read_double_text", String, text, name);
  const number =
    kind === "boolean"
      ? Number(text === "true")
      : kind === "timestamp"
        ? Number(microsOf(text)) / 1e6
        : isNumber(kind)
          ? Number(text)
          : undefined;
  return number === undefined ? undefined : doubleText(name === "float" ? Math.fround(number) : number);
}

function decimalAs(kind: ScalarKind, text: string, precision: number, scale: number): string | undefined {
  const digits =
    kind === "boolean"
      ? String(Number(text === "true"))
      : kind === "timestamp"
        ? `${microsOf(text)}e-6`
        : isNumber(kind) || kind === "string"
          ? text
          : undefined;
  return digits === undefined ? undefined : read("read_decimal", String, digits, precision, scale);
}

const YES = ["t", "true", "y", "yes", "1"];
const NO = ["f", "false", "n", "no", "0"];

function booleanAs(kind: ScalarKind, text: string): string | undefined {
  if (kind === "boolean") return text;
  if (isNumber(kind)) return String(Number(text) !== 0);
  const word = text.trim().toLowerCase();
  if (kind !== "string" || ![...YES, ...NO].includes(word)) return undefined;
  return String(YES.includes(word));
}

/** A number is seconds since 1970, for a time with a zone alone. */
function microsAs(kind: ScalarKind, text: string, name: "timestamp" | "timestamp_ntz"): bigint | undefined {
  if (kind === "string") {
    const micros = read(name === "timestamp" ? "read_micros" : "read_local_micros", String, text);
    return micros === undefined ? undefined : BigInt(micros);
  }
  if (isTime(kind)) return microsOf(text);
  if (name === "timestamp_ntz") return undefined;
  if (kind === "bigint") return BigInt(text) * 1_000_000n;
  if (kind === "decimal") {
    const [whole = "", fraction = ""] = text.split(".");
    return BigInt(whole + fraction.padEnd(6, "0").slice(0, 6));
  }
  const micros = Math.trunc(Number(text) * 1e6);
  return isNumber(kind) && Number.isFinite(micros) ? BigInt(micros) : undefined;
}

/** Of a date or a time as it is kept. */
function microsOf(text: string): bigint {
  const micros = read("read_micros", String, text);
  if (micros === undefined) throw new TypeError(`No ${typeName(simpleType("timestamp"))}: ${text}`);
  return BigInt(micros);
}
