import { BIGINT, VARCHAR } from "@duckdb/node-api";
import type { NativeFunction } from "./register-native";

type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

/** JSON as text, read by Databricks' rules: malformed text is NULL. */
export const NATIVE_JSON: Readonly<Record<string, NativeFunction>> = {
  dbx_json_length: [
    [VARCHAR],
    BIGINT,
    (text: string) => {
      const value = parsed(text);
      return Array.isArray(value) ? BigInt(value.length) : null;
    },
  ],
  dbx_schema_of_json: [
    [VARCHAR],
    VARCHAR,
    (text: string) => {
      const value = parsed(text);
      return value === undefined ? null : schemaOf(value);
    },
  ],
  dbx_json_without_nulls: [[VARCHAR], VARCHAR, (text: string) => withoutNulls(text)],
};

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // JSON.parse gives nothing else
  } catch {
    return undefined;
  }
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/schema_of_json */
function schemaOf(value: JsonValue): string {
  if (value === null || typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOLEAN";
  if (typeof value === "number") return Number.isInteger(value) ? "BIGINT" : "DOUBLE";
  if (Array.isArray(value)) return `ARRAY<${schemaOf(value[0] ?? null)}>`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${schemaOf(field)}`);
  return `STRUCT<${fields.sort().join(", ")}>`;
}

/** `to_json` leaves out fields that are NULL. Their text is cut, so that numbers keep their digits. */
function withoutNulls(text: string): string {
  const cut = text.replace(/"(?:[^"\\]|\\.)*"(\s*:\s*null)?,?/g, (field, isNull: string | undefined) =>
    isNull === undefined ? field : "",
  );
  return cut.replace(/,(?=[}\]])/g, "");
}
