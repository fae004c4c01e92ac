import { INTEGER, VARCHAR } from "@duckdb/node-api";
import type { NativeFunction } from "./register-native";

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
