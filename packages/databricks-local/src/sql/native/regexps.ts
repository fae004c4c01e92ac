import { BOOLEAN, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { SqlError } from "../sql-engine";
import { javaRegex, type JavaRegex } from "./java-regex";
import { likeRegex } from "./like-pattern";
import type { NativeFunction } from "./native-function";

/** Regular expressions as Java has them. */
export const NATIVE_REGEXPS: Readonly<Record<string, NativeFunction>> = {
  dbx_like: [
    [VARCHAR, VARCHAR, VARCHAR],
    BOOLEAN,
    (text: string, pattern: string, escape: string) => likeRegex(pattern, escape).test(text),
  ],
  dbx_rlike: [
    [VARCHAR, VARCHAR],
    BOOLEAN,
    (text: string, pattern: string) => found(javaRegex(pattern, "rlike"), text),
  ],
  dbx_regexp_count: [
    [VARCHAR, VARCHAR],
    INTEGER,
    (text: string, pattern: string) => all(javaRegex(pattern, "regexp_count"), text).length,
  ],
  dbx_regexp_extract: [[VARCHAR, VARCHAR, INTEGER], VARCHAR, extracted],
  dbx_regexp_extract_all: [
    [VARCHAR, VARCHAR, INTEGER],
    LIST(VARCHAR),
    (text: string, pattern: string, group: number) => {
      const regex = javaRegex(pattern, "regexp_extract_all");
      return listValue(all(regex, text).map((match) => groupOf(regex, match, group, "regexp_extract_all")));
    },
  ],
  dbx_regexp_instr: [
    [VARCHAR, VARCHAR],
    INTEGER,
    (text: string, pattern: string) => {
      const match = first(javaRegex(pattern, "regexp_instr"), text);
      return match ? [...text.slice(0, match.index)].length + 1 : 0;
    },
  ],
  dbx_regexp_replace: [[VARCHAR, VARCHAR, VARCHAR, INTEGER], VARCHAR, replaced],
  dbx_split: [
    [VARCHAR, VARCHAR, INTEGER],
    LIST(VARCHAR),
    (text: string, pattern: string, limit: number) => listValue(splitText(text, pattern, limit)),
  ],
};

function first({ regex }: JavaRegex, text: string): RegExpExecArray | null {
  regex.lastIndex = 0;
  return regex.exec(text);
}

function all({ regex }: JavaRegex, text: string): RegExpExecArray[] {
  regex.lastIndex = 0;
  return [...text.matchAll(regex)];
}

function found(regex: JavaRegex, text: string): boolean {
  return first(regex, text) !== null;
}

function extracted(text: string, pattern: string, group: number): string {
  const regex = javaRegex(pattern, "regexp_extract");
  const match = first(regex, text);
  return match ? groupOf(regex, match, group, "regexp_extract") : "";
}

function groupOf(regex: JavaRegex, match: RegExpExecArray, group: number, name: string): string {
  const number = regex.groups[group];
  if (number === undefined) throw noGroup(name, regex.groups.length - 1, group);
  return match[number] ?? "";
}

export function noGroup(name: string, count: number, group: number): SqlError {
  return new SqlError(
    "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
    "22023",
    `The value of parameter(s) \`idx\` in \`${name}\` is invalid: expects group index between 0 and ${count}, but got ${group}.`,
  );
}

/** From a position on, which counts from 1; `$1`, `${name}` and backslashes in the replacement are Java's. */
function replaced(text: string, pattern: string, replacement: string, position: number): string {
  const start = position - 1;
  if (start !== 0 && start >= text.length) return text;
  const regex = javaRegex(pattern, "regexp_replace");
  const region = text.slice(start);
  let result = text.slice(0, start);
  let last = 0;
  for (const match of all(regex, region)) {
    result += region.slice(last, match.index) + expanded(replacement, regex, match);
    last = match.index + match[0].length;
  }
  return result + region.slice(last);
}

function expanded(replacement: string, regex: JavaRegex, match: RegExpExecArray): string {
  if (!/[$\\]/.test(replacement)) return replacement;
  return replacement.replace(
    /\\([\s\S]?)|\$(?:\{(\w+)\}|(\d+))?/g,
    (written, character?: string, name?: string, digits?: string) => {
      if (character !== undefined) {
        if (character === "") throw badReplacement("character to be escaped is missing");
        return character;
      }
      if (name !== undefined) {
        const group = regex.names.get(name);
        if (group === undefined) throw badReplacement(`No group with name {${name}}`);
        return match[regex.groups[group] ?? 0] ?? "";
      }
      if (digits === undefined) throw badReplacement(`Illegal group reference in ${written}`);
      return numbered(digits, regex, match);
    },
  );
}

/** As many digits as there is such a group. */
function numbered(digits: string, regex: JavaRegex, match: RegExpExecArray): string {
  let length = 1;
  if (Number(digits.slice(0, 1)) >= regex.groups.length)
    throw badReplacement(`No group ${digits.slice(0, 1)}`);
  while (length < digits.length && Number(digits.slice(0, length + 1)) < regex.groups.length) length += 1;
  const group = regex.groups[Number(digits.slice(0, length))] ?? 0;
  return (match[group] ?? "") + digits.slice(length);
}

function badReplacement(why: string): SqlError {
  return new SqlError("INVALID_REGEXP_REPLACE", "22023", `Could not perform regexp_replace: ${why}.`);
}

/** At most `limit` parts, of which the last holds the rest; no limit below 1. */
export function splitText(text: string, pattern: string, limit: number): string[] {
  if (text !== "" && pattern === "") {
    const characters = [...text];
    if (limit <= 0 || limit >= characters.length) return characters;
    return [...characters.slice(0, limit - 1), characters.slice(limit - 1).join("")];
  }
  const parts: string[] = [];
  let start = 0;
  for (const match of all(javaRegex(pattern, "split"), text)) {
    if (limit > 0 && parts.length === limit - 1) break;
    if (match[0] === "" && match.index === 0) continue;
    parts.push(text.slice(start, match.index));
    start = match.index + match[0].length;
  }
  return [...parts, text.slice(start)];
}
