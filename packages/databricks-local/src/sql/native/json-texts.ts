import { INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { atColonPath } from "./colon-paths";
import { readJson } from "./json-reading";
import { schemaOfJson } from "./json-schema";
import { atPath } from "./json-paths";
import { type JsonValue, jsonText, parseJson, quotedText } from "./json-value";
import type { NativeFunction } from "./native-function";

/** JSON as text; what is malformed is NULL. */
export const NATIVE_JSON: Readonly<Record<string, NativeFunction>> = {
  dbx_from_json: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, readJson],
  dbx_json_decimal: [[VARCHAR], VARCHAR, decimalText],
  dbx_json_field: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, name: string) => {
      const value = parseJson(text);
      if (value?.kind !== "object") return null;
      const field = value.fields.findLast(([own, { kind }]) => own === name && kind !== "null")?.[1];
      return field ? bareText(field) : null;
    },
  ],
  dbx_json_keys: [
    [VARCHAR],
    LIST(VARCHAR),
    (text: string) => {
      const value = parseJson(text);
      return value?.kind === "object" ? listValue(value.fields.map(([name]) => name)) : null;
    },
  ],
  dbx_json_length: [
    [VARCHAR],
    INTEGER,
    (text: string) => {
      const value = parseJson(text);
      return value?.kind === "array" ? value.items.length : null;
    },
  ],
  dbx_json_colon: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, path: string) => {
      const value = parseJson(text);
      return value ? atColonPath(value, path) : null;
    },
  ],
  dbx_json_path: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (text: string, path: string) => {
      const value = parseJson(text);
      return value ? atPath(value, path) : null;
    },
  ],
  dbx_json_quoted: [[VARCHAR], VARCHAR, quotedText],
  dbx_schema_of_json: [[VARCHAR], VARCHAR, schemaOfJson],
};

/** A text without its quotes, everything else as JSON. */
function bareText(value: JsonValue): string {
  return value.kind === "string" ? value.text : jsonText(value);
}

/** With an exponent where more than five zeros would stand behind the point. */
function decimalText(text: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  const exponent = digits.length - 1 - fraction.length;
  if (exponent >= -6) return text;
  const mantissa = digits.length > 1 ? `${digits.slice(0, 1)}.${digits.slice(1)}` : digits;
  return `${sign}${mantissa}E${exponent}`;
}
