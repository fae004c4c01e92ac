import { SqlError } from "../sql-engine";
import { parseType } from "../types/parse-type";
import { type SqlType, type StructField, typeName } from "../types/sql-type";
import { dateText, timestampText } from "./calendar";
import { doubleOf, isWhole, type JsonValue, jsonText, parseJson } from "./json-value";
import { NATIVE_READERS } from "./read-values";
import { doubleText } from "./value-texts";
import { variantOfJson, writeVariant } from "./variant-value";

/** Where the malformed text goes, if the schema has such a field. */
const CORRUPT = "_corrupt_record";
const TYPES = new Map<string, SqlType>();

/**
 * What `from_json` reads, as JSON that DuckDB casts: every value is a text that its type can be cast from, or null.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/from_json
 */
export function readJson(text: string, schema: string, mode: string): string | null {
  if (text.trim() === "") return null;
  const type = TYPES.get(schema) ?? parseType(schema);
  TYPES.set(schema, type);
  const record = new JsonRecord();
  const value = parseJson(text);
  const read = value === undefined ? undefined : record.read(value, type, true);
  const isBad = read === undefined || record.isBad;
  if (isBad && mode === "FAILFAST") throw malformedRecord(text);
  if (type.kind !== "struct") return isBad ? null : JSON.stringify(read);
  const fields = (read ?? {}) as Record<string, unknown>; // a struct is read as one
  const corrupt = type.fields.some(({ name }) => name === CORRUPT);
  return JSON.stringify({
    ...empty(type.fields),
    ...fields,
    ...(corrupt && { [CORRUPT]: isBad ? text : null }),
  });
}

function malformedRecord(text: string): SqlError {
  return new SqlError(
    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
    "22023",
    `Malformed records are detected in record parsing: ${text}. Parse Mode: FAILFAST. To process malformed records as null result, try setting the option 'mode' as 'PERMISSIVE'.`,
  );
}

function empty(fields: readonly StructField[]): Record<string, null> {
  return Object.fromEntries(fields.map(({ name }) => [name, null]));
}

/** Thrown where a value does not fit its type. */
class Unfit extends Error {}

class JsonRecord {
  isBad = false;

  /** Undefined: it is no value of the type at all. */
  read(value: JsonValue, type: SqlType, isRoot: boolean): unknown {
    const isVariant = typeName(type) === "variant";
    if (value.kind === "null" && !isVariant) return isRoot ? undefined : null;
    try {
      return this.#value(value, type, isRoot);
    } catch (error) {
      if (error instanceof Unfit) return undefined;
      throw error;
    }
  }

  #value(value: JsonValue, type: SqlType, isRoot = false): unknown {
    if (typeName(type) === "variant") return variant(value);
    if (value.kind === "null") return null;
    switch (type.kind) {
      case "array":
        if (value.kind === "array") return value.items.map((item) => this.#value(item, type.element));
        // One object is as good as an array of it.
        if (isRoot && value.kind === "object" && type.element.kind === "struct")
          return [this.#value(value, type.element)];
        throw new Unfit();
      case "map":
        if (value.kind !== "object") throw new Unfit();
        return Object.fromEntries(value.fields.map(([key, item]) => [key, this.#value(item, type.value)]));
      case "struct":
        if (value.kind !== "object") throw new Unfit();
        return this.#struct(value.fields, type.fields);
      case "decimal":
      case "interval":
      case "simple":
        return scalar(value, type);
    }
  }

  /** A field that does not fit is NULL, and the record is a bad one. */
  #struct(
    given: readonly (readonly [string, JsonValue])[],
    fields: readonly StructField[],
  ): Record<string, unknown> {
    const read: Record<string, unknown> = empty(fields);
    for (const [name, value] of given) {
      const field = fields.find((one) => one.name === name);
      if (!field || name === CORRUPT) continue;
      try {
        read[name] = this.#value(value, field.type);
      } catch (error) {
        if (!(error instanceof Unfit)) throw error;
        this.isBad = true;
      }
    }
    return read;
  }
}

function variant(value: JsonValue): string {
  const read = variantOfJson(value);
  if (!read) throw new Unfit();
  return writeVariant(read);
}

const LIMITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

function scalar(value: JsonValue, type: SqlType): string {
  if (type.kind === "decimal") return decimal(value, type.precision, type.scale);
  const name: string = type.kind === "simple" ? type.name : "";
  switch (name) {
    case "string":
      return value.kind === "string" ? value.text : jsonText(value);
    case "boolean":
      if (value.kind === "boolean") return String(value.value);
      break;
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint": {
      if (value.kind !== "number" || !isWhole(value.text)) break;
      const number = BigInt(value.text);
      if (BigInt.asIntN(LIMITS[name] ?? 64, number) !== number) break;
      return String(number);
    }
    case "float":
    case "double":
      return fraction(value, name === "float");
    case "date":
      if (value.kind === "string")
        return reader("dbx_read_days", value.text, (days) => dateText(Number(days)));
      break;
    case "timestamp":
    case "timestamp_ntz":
      if (value.kind === "string")
        return reader("dbx_read_micros", value.text, (micros) => timestampText(BigInt(micros)));
      if (name === "timestamp" && value.kind === "number" && isWhole(value.text))
        return timestampText(BigInt(value.text) * 1_000_000n);
      break;
    default:
      break;
  }
  throw new Unfit();
}

const WORDS: Readonly<Record<string, string>> = {
  NaN: "NaN",
  Infinity: "Infinity",
  "+Infinity": "Infinity",
  "-Infinity": "-Infinity",
  INF: "Infinity",
  "+INF": "Infinity",
  "-INF": "-Infinity",
};

function fraction(value: JsonValue, isFloat: boolean): string {
  if (value.kind === "number") {
    const double = doubleOf(value.text);
    return doubleText(isFloat ? Math.fround(double) : double);
  }
  const word = value.kind === "string" ? WORDS[value.text] : undefined;
  if (word === undefined) throw new Unfit();
  return word;
}

/** Rounded half up; what is too large does not fit. */
function decimal(value: JsonValue, precision: number, scale: number): string {
  if (value.kind !== "number" && value.kind !== "string") throw new Unfit();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.text)) throw new Unfit();
  try {
    const read = NATIVE_READERS["dbx_read_decimal"]?.[2] as (
      text: string,
      precision: number,
      scale: number,
    ) => string;
    return read(value.text, precision, scale);
  } catch (error) {
    if (error instanceof SqlError) throw new Unfit();
    throw error;
  }
}

function reader(name: string, text: string, shown: (read: number | bigint) => string): string {
  try {
    return shown((NATIVE_READERS[name]?.[2] as (text: string) => number | bigint)(text));
  } catch (error) {
    if (error instanceof SqlError) throw new Unfit();
    throw error;
  }
}
