import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { BIGINT, INTEGER, VARCHAR } from "@duckdb/node-api";
import { unsupported } from "../sql-faults";
import type { NativeFunction } from "./native-function";

/** Functions of texts that DuckDB does not have or has otherwise. */
export const NATIVE_TEXTS: Readonly<Record<string, NativeFunction>> = {
  dbx_initcap: [
    [VARCHAR],
    VARCHAR,
    (text: string) =>
      text
        .toLowerCase()
        .replace(/(^| )(\p{L})/gu, (_, blank: string, letter: string) => blank + letter.toUpperCase()),
  ],
  dbx_join: [
    [VARCHAR, VARCHAR],
    VARCHAR,
    (json: string, separator: string) => (JSON.parse(json) as string[]).join(separator),
  ],
  dbx_text_to_map: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, textToMap],
  dbx_split: [[VARCHAR, VARCHAR, INTEGER], VARCHAR, splitText],
  dbx_substring_index: [
    [VARCHAR, VARCHAR, INTEGER],
    VARCHAR,
    (text: string, delimiter: string, count: number) => {
      if (delimiter === "" || count === 0) return "";
      const parts = text.split(delimiter);
      return (count > 0 ? parts.slice(0, count) : parts.slice(count)).join(delimiter);
    },
  ],
  dbx_url_encode: [
    [VARCHAR],
    VARCHAR,
    (text: string) =>
      encodeURIComponent(text)
        .replaceAll("%20", "+")
        .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  ],
  dbx_url_decode: [[VARCHAR], VARCHAR, (text: string) => decodeURIComponent(text.replaceAll("+", " "))],
  dbx_parse_url: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, urlPart],
};

/** A JSON array: at most `limit` parts, of which the last holds the rest; no limit below 1. */
function splitText(text: string, pattern: string, limit: number): string {
  const finder = new RegExp(pattern, "gu");
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(finder)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0] === "" && (match.index === 0 || match.index >= text.length)) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  return JSON.stringify([...parts, text.slice(start)]);
}

/** A JSON array of pairs; a part without the second delimiter has no value. Both delimiters are regular expressions. */
function textToMap(text: string, pairs: string, pair: string): string {
  const entries = text.split(new RegExp(pairs, "u")).map((part) => {
    const match = new RegExp(pair, "u").exec(part);
    return match ? [part.slice(0, match.index), part.slice(match.index + match[0].length)] : [part, null];
  });
  return JSON.stringify(entries);
}

/** @see https://docs.databricks.com/aws/en/sql/language-manual/functions/parse_url */
function urlPart(text: string, part: string, key: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const query = url.search.slice(1);
  const given = key === "" ? query : new URLSearchParams(query).get(key);
  const parts: Readonly<Record<string, string | null>> = {
    HOST: url.hostname,
    PATH: url.pathname,
    QUERY: given,
    REF: url.hash.slice(1),
    PROTOCOL: url.protocol.slice(0, -1),
    FILE: `${url.pathname}${url.search}`,
    AUTHORITY: url.host,
    USERINFO: [url.username, url.password].filter((text) => text !== "").join(":"),
  };
  const found = parts[part];
  return found === undefined || found === "" ? null : found;
}

const LENGTHS: Readonly<Record<number, string>> = {
  0: "sha256",
  224: "sha224",
  256: "sha256",
  384: "sha384",
  512: "sha512",
};

/** Hashes that DuckDB does not have. */
export const NATIVE_HASHES: Readonly<Record<string, NativeFunction>> = {
  dbx_crc32: [[VARCHAR], BIGINT, (text: string) => BigInt(crc32(text))],
  dbx_sha2: [
    [VARCHAR, INTEGER],
    VARCHAR,
    (text: string, bits: number) => {
      const name = LENGTHS[bits];
      return name === undefined ? null : createHash(name).update(text).digest("hex");
    },
  ],
};

/** `format_string`'s patterns, of which the arguments come as a JSON array of texts: `%s`, `%d`, `%5.2f`, `%%`. */
export function formatString(pattern: string, json: string): string {
  const args = JSON.parse(json) as (string | null)[]; // the translator prints an array of texts
  let next = 0;
  return pattern.replace(
    /%(?:(\d+)\$)?([-+ 0,]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (
      text,
      position: string | undefined,
      flags: string,
      width: string | undefined,
      digits: string | undefined,
      kind: string,
    ) => {
      if (kind === "%") return "%";
      if (kind === "n") return "\n";
      const value = args[position === undefined ? next++ : Number(position) - 1] ?? null;
      const shown = value === null ? "null" : conversion(kind, value, digits, flags);
      if (shown === undefined) return `FORMAT_UNSUPPORTED ${text}`;
      return padded(shown, flags, Number(width ?? 0));
    },
  );
}

function conversion(
  kind: string,
  value: string,
  digits: string | undefined,
  flags: string,
): string | undefined {
  switch (kind) {
    case "s":
    case "S": {
      const text = digits === undefined ? value : value.slice(0, Number(digits));
      return kind === "S" ? text.toUpperCase() : text;
    }
    case "d":
      return signed(flags.includes(",") ? grouped(value) : value, flags);
    case "f": {
      const text = Number(value).toFixed(Number(digits ?? 6));
      return signed(flags.includes(",") ? grouped(text) : text, flags);
    }
    case "x":
      return BigInt(value).toString(16);
    case "X":
      return BigInt(value).toString(16).toUpperCase();
    case "b":
      return value;
    default:
      return undefined;
  }
}

function signed(text: string, flags: string): string {
  return flags.includes("+") && !text.startsWith("-") ? `+${text}` : text;
}

function grouped(text: string): string {
  const [whole = "", ...fraction] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...fraction].join(".");
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[+-]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}

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

const CHARSETS: Readonly<Record<string, string>> = {
  "us-ascii": "latin1",
  "iso-8859-1": "latin1",
  "utf-8": "utf8",
  "utf-16le": "utf16le",
};

/** Bytes read in a character set. */
export function decodeBytes({ bytes }: { bytes: Uint8Array }, charset: string): string {
  const encoding = CHARSETS[charset.toLowerCase()];
  if (encoding === undefined) throw unsupported(`the character set ${charset}`);
  return Buffer.from(bytes).toString(encoding as BufferEncoding);
}
