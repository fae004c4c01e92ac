import { SqlError } from "../sql-engine";
import { doubleOf, isWhole, type JsonValue, parseJson, quotedText } from "./json-value";
import { doubleText } from "./value-texts";

/**
 * A VARIANT's value. It travels and lies in tables as JSON whose numbers tell their kind (`1` is a BIGINT, `1.5` and `1.0` are
 * DECIMALs, `1e+0` is a DOUBLE) and whose other scalars are objects of one field with the name NUL. DuckDB's own VARIANT would
 * lose the kinds of numbers, and no function in TypeScript can take one.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/variant-type
 */
export type VariantValue =
  | { readonly kind: "null" }
  | { readonly kind: "scalar"; readonly type: ScalarKind; readonly text: string }
  | { readonly kind: "array"; readonly items: readonly VariantValue[] }
  | { readonly kind: "object"; readonly fields: readonly (readonly [string, VariantValue])[] };

/** Those without a form of their own in JSON. */
const MARKED = ["binary", "date", "float", "timestamp", "timestamp_ntz"] as const;
export type ScalarKind = (typeof MARKED)[number] | "bigint" | "boolean" | "decimal" | "double" | "string";

const MARK = "\0";
export const VARIANT_NULL: VariantValue = { kind: "null" };

/** What `parse_json` reads; undefined: it is malformed, or has a key twice. */
export function parseVariant(text: string): VariantValue | undefined {
  const value = parseJson(text, true);
  return value && variantOfJson(value);
}

/** Undefined: a key comes twice. */
export function variantOfJson(value: JsonValue): VariantValue | undefined {
  switch (value.kind) {
    case "null":
    case "boolean":
    case "string":
      return plain(value);
    case "number":
      return numberOf(value.text);
    case "array": {
      const items = value.items.flatMap((item) => variantOfJson(item) ?? []);
      return items.length === value.items.length ? { kind: "array", items } : undefined;
    }
    case "object": {
      const fields = value.fields.flatMap(([name, field]): [string, VariantValue][] => {
        const read = variantOfJson(field);
        return read ? [[name, read]] : [];
      });
      const isWholeObject = new Set(fields.map(([name]) => name)).size === value.fields.length;
      return isWholeObject ? objectOf(fields) : undefined;
    }
  }
}

/** What JSON says as a VARIANT does. */
function plain(value: Extract<JsonValue, { kind: "null" | "boolean" | "string" }>): VariantValue {
  if (value.kind === "null") return VARIANT_NULL;
  const text = value.kind === "string" ? value.text : String(value.value);
  return { kind: "scalar", type: value.kind, text };
}

/** An object's fields stand in the order of their names. */
function objectOf(fields: readonly (readonly [string, VariantValue])[]): VariantValue {
  return { kind: "object", fields: [...fields].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** Exact where 38 digits hold it, and no exponent is written. */
function numberOf(text: string): VariantValue {
  if (isWhole(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text))
    return { kind: "scalar", type: "bigint", text: String(BigInt(text)) };
  if (/^-?[\d.]+$/.test(text)) {
    const { digits, scale } = decimalParts(text);
    if (digits.length <= 38 && scale <= 38)
      return { kind: "scalar", type: "decimal", text: plainDecimal(text) };
  }
  return { kind: "scalar", type: "double", text: doubleText(doubleOf(text)) };
}

/** Without zeros at the end of the fraction. */
export function plainDecimal(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  const plain = fraction === "" ? whole : `${whole}.${fraction}`;
  return plain === "0" ? plain : sign + plain;
}

export function decimalParts(text: string): { readonly digits: string; readonly scale: number } {
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  return { digits: (whole + fraction).replace(/^0+(?=\d)/, ""), scale: fraction.length };
}

/** The value of a text that `writeVariant` wrote, or that was put together of such texts. */
export function readVariant(text: string): VariantValue {
  const value = parseJson(text);
  if (!value) throw new TypeError("No VARIANT is written so.");
  return kept(value);
}

function kept(value: JsonValue): VariantValue {
  switch (value.kind) {
    case "null":
    case "boolean":
    case "string":
      return plain(value);
    case "number":
      return keptNumber(value.text);
    case "array":
      return { kind: "array", items: value.items.map(kept) };
    case "object":
      return marked(value) ?? objectOf(value.fields.map(([name, field]) => [unescaped(name), kept(field)]));
  }
}

function marked({ fields }: Extract<JsonValue, { kind: "object" }>): VariantValue | undefined {
  const [name, value] = fields[0] ?? [];
  if (name !== MARK || value?.kind !== "string") return undefined;
  const type = MARKED.find((kind) => value.text.startsWith(`${kind} `));
  return type && { kind: "scalar", type, text: value.text.slice(type.length + 1) };
}

function keptNumber(text: string): VariantValue {
  if (isWhole(text)) return { kind: "scalar", type: "bigint", text };
  if (/^-?[\d.]+$/.test(text)) return { kind: "scalar", type: "decimal", text: plainDecimal(text) };
  return { kind: "scalar", type: "double", text: doubleText(doubleOf(text)) };
}

/** A name of a user's that is the mark itself, or several of them, has one more. */
function escaped(name: string): string {
  return /^\0+$/.test(name) ? name + MARK : name;
}

function unescaped(name: string): string {
  return /^\0\0+$/.test(name) ? name.slice(1) : name;
}

export function writeVariant(value: VariantValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "array":
      return `[${value.items.map(writeVariant).join(",")}]`;
    case "object":
      return `{${value.fields.map(([name, field]) => `${quotedText(escaped(name))}:${writeVariant(field)}`).join(",")}}`;
    case "scalar":
      return scalarText(value.type, value.text);
  }
}

/** A scalar as it is kept. */
export function scalarText(type: ScalarKind, text: string): string {
  switch (type) {
    case "bigint":
    case "boolean":
      return text;
    case "decimal": {
      const plain = plainDecimal(text);
      return plain.includes(".") ? plain : `${plain}.0`;
    }
    case "double":
      return keptDouble(Number(text));
    case "string":
      return quotedText(text);
    case "binary":
    case "date":
    case "float":
    case "timestamp":
    case "timestamp_ntz":
      return `{${quotedText(MARK)}:${quotedText(`${type} ${text}`)}}`;
  }
}

function keptDouble(value: number): string {
  if (!Number.isFinite(value)) return doubleText(value);
  return Object.is(value, -0) ? "-0e+0" : value.toExponential();
}

/** As JSON, for all eyes. */
export function variantJson(value: VariantValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "array":
      return `[${value.items.map(variantJson).join(",")}]`;
    case "object":
      return `{${value.fields.map(([name, field]) => `${quotedText(name)}:${variantJson(field)}`).join(",")}}`;
    case "scalar":
      return scalarJson(value.type, value.text);
  }
}

function scalarJson(type: ScalarKind, text: string): string {
  if (type === "timestamp") return quotedText(`${text}+00:00`);
  if (type === "bigint" || type === "boolean" || type === "decimal") return text;
  const isNumber = (type === "double" || type === "float") && Number.isFinite(Number(text));
  return isNumber ? text : quotedText(text);
}

export function malformedRecord(text: string): SqlError {
  return new SqlError(
    "MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION",
    "22023",
    `Malformed records are detected in record parsing: ${text}.`,
  );
}
