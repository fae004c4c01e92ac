import {
  BOOLEAN,
  type DuckDBBlobValue,
  BLOB,
  blobValue,
  INTEGER,
  LIST,
  listValue,
  VARCHAR,
  type DuckDBListValue,
} from "@duckdb/node-api";
import { indexOfZero, noElement } from "../sql-faults";
import type { NativeFunction } from "./native-function";

/** Functions of texts that DuckDB does not have or has otherwise; a character is a code point. */
export const NATIVE_TEXTS: Readonly<Record<string, NativeFunction>> = {
  dbx_binary_contains: [
    [BLOB, BLOB],
    BOOLEAN,
    (bytes: DuckDBBlobValue, part: DuckDBBlobValue) =>
      Buffer.from(bytes.bytes).includes(Buffer.from(part.bytes)),
  ],
  dbx_binary_pad: [[BLOB, INTEGER, BLOB, BOOLEAN], BLOB, paddedBytes],
  dbx_binary_reverse: [
    [BLOB],
    BLOB,
    ({ bytes }: DuckDBBlobValue) => blobValue(Uint8Array.from(bytes).reverse()),
  ],
  dbx_binary_substring: [
    [BLOB, INTEGER, INTEGER],
    BLOB,
    ({ bytes }: DuckDBBlobValue, start: number, count: number) => {
      const [from, to] = sliceOf(bytes.length, start, count);
      return blobValue(bytes.slice(from, to));
    },
  ],
  dbx_char: [[INTEGER], VARCHAR, (code: number) => String.fromCharCode(code)],
  dbx_find_in_set: [
    [VARCHAR, VARCHAR],
    INTEGER,
    (word: string, set: string) => (word.includes(",") ? 0 : set.split(",").indexOf(word) + 1),
  ],
  dbx_initcap: [[VARCHAR], VARCHAR, initialCapitals],
  dbx_join: [
    [VARCHAR, LIST(VARCHAR)],
    VARCHAR,
    (separator: string, list: DuckDBListValue) => list.items.filter((item) => item !== null).join(separator),
  ],
  dbx_levenshtein: [[VARCHAR, VARCHAR, INTEGER], INTEGER, distance],
  dbx_lower_text: [[VARCHAR], VARCHAR, (text: string) => text.toLowerCase()],
  dbx_luhn_check: [[VARCHAR], BOOLEAN, passesLuhn],
  dbx_mask: [[VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR], VARCHAR, masked],
  dbx_no_element: [
    [INTEGER, INTEGER],
    VARCHAR,
    (index: number, size: number) => {
      throw noElement(index, size);
    },
  ],
  dbx_quote: [[VARCHAR], VARCHAR, (text: string) => `'${text.replace(/['\\]/g, "\\$&")}'`],
  dbx_reverse_text: [[VARCHAR], VARCHAR, (text: string) => [...text].reverse().join("")],
  dbx_soundex: [[VARCHAR], VARCHAR, soundex],
  dbx_split_part: [
    [VARCHAR, VARCHAR, INTEGER],
    VARCHAR,
    (text: string, delimiter: string, part: number) => {
      if (part === 0) throw indexOfZero();
      return (delimiter === "" ? [text] : text.split(delimiter)).at(part > 0 ? part - 1 : part) ?? "";
    },
  ],
  dbx_split_text: [
    [VARCHAR, VARCHAR],
    LIST(VARCHAR),
    (text: string, delimiter: string) => listValue(text.split(delimiter)),
  ],
  dbx_substring_index: [[VARCHAR, VARCHAR, INTEGER], VARCHAR, upToDelimiter],
  dbx_translate: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, translated],
  dbx_trim_text: [[VARCHAR, VARCHAR, VARCHAR], VARCHAR, trimmed],
  dbx_upper_text: [[VARCHAR], VARCHAR, (text: string) => text.toUpperCase()],
};

/** Of `count` units from `start` on, which counts from 1 or from the end. */
function sliceOf(length: number, start: number, count: number): [from: number, to: number] {
  const from = start > 0 ? start - 1 : start < 0 ? length + start : 0;
  return [Math.max(from, 0), Math.max(from + count, 0)];
}

function paddedBytes(
  { bytes }: DuckDBBlobValue,
  length: number,
  pad: DuckDBBlobValue,
  isLeft: boolean,
): DuckDBBlobValue {
  const wanted = Math.max(length, 0);
  if (wanted <= bytes.length || pad.bytes.length === 0) return blobValue(bytes.slice(0, wanted));
  const filling = Buffer.alloc(wanted - bytes.length, pad.bytes);
  return blobValue(Buffer.concat(isLeft ? [filling, bytes] : [bytes, filling]));
}

/** Two letters in one have a form for the beginning of a word. */
const TITLES: Readonly<Record<string, string>> = { ǆ: "ǅ", ǉ: "ǈ", ǌ: "ǋ", ǳ: "ǲ" };

/** Only a blank ends a word. */
function initialCapitals(text: string): string {
  return text.toLowerCase().replace(/(^| )([^ ])/gu, (_, blank: string, letter: string) => {
    const [first = "", ...rest] = letter.toUpperCase();
    return blank + (TITLES[letter] ?? first + rest.join("").toLowerCase());
  });
}

/** How many letters differ; -1: more than `limit`, which counts from 0. */
function distance(a: string, b: string, limit: number): number {
  const [from, to] = [[...a], [...b]];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of from.entries()) {
    const next = [index + 1];
    for (const [at, other] of to.entries()) {
      next.push(
        Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (character === other ? 0 : 1)),
      );
    }
    row = next;
  }
  const found = row.at(-1) ?? 0;
  return found > limit ? -1 : found;
}

function passesLuhn(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return false;
  const sum = [...text].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** An empty text for a kind of character leaves it as it is. */
function masked(text: string, upper: string, lower: string, digit: string, other: string): string {
  return [...text]
    .map((character) => {
      const by = /\p{Lu}/u.test(character)
        ? upper
        : /\p{Ll}/u.test(character)
          ? lower
          : /\p{Nd}/u.test(character)
            ? digit
            : other;
      return by === "" ? character : by;
    })
    .join("");
}

const SOUNDS: Readonly<Record<string, string>> = Object.fromEntries(
  ["BFPV", "CGJKQSXZ", "DT", "L", "MN", "R"].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 1)]),
  ),
);

/** H and W do not part two letters of one sound, vowels do; what begins with no letter stays as it is. */
function soundex(text: string): string {
  if (!/^[a-z]/i.test(text)) return text;
  const first = text.slice(0, 1).toUpperCase();
  let code = first;
  let last = SOUNDS[first] ?? "0";
  for (const letter of text.slice(1).replace(/[a-z]/g, (small) => small.toUpperCase())) {
    if (!/[A-Z]/.test(letter)) {
      last = "0";
      continue;
    }
    if (letter === "H" || letter === "W") continue;
    const sound = SOUNDS[letter] ?? "0";
    if (sound !== "0" && sound !== last) code += sound;
    if (code.length === 4) break;
    last = sound;
  }
  return code.padEnd(4, "0");
}

/** Delimiters may overlap. */
function upToDelimiter(text: string, delimiter: string, count: number): string {
  if (delimiter === "" || count === 0) return "";
  let at = count > 0 ? -1 : text.length - delimiter.length + 1;
  for (let left = Math.abs(count); left > 0; left -= 1) {
    if (count < 0 && at === 0) return text;
    at = count > 0 ? text.indexOf(delimiter, at + 1) : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return count > 0 ? text.slice(0, at) : text.slice(at + delimiter.length);
}

/** The first of several equal characters counts; one without a partner falls away. */
function translated(text: string, from: string, to: string): string {
  const [keys, values] = [[...from], [...to]];
  const map = new Map<string, string>();
  for (const [index, key] of keys.entries()) if (!map.has(key)) map.set(key, values[index] ?? "");
  return [...text].map((character) => map.get(character) ?? character).join("");
}

function trimmed(text: string, characters: string, side: string): string {
  const set = new Set(characters);
  const all = [...text];
  let [from, to] = [0, all.length];
  if (side !== "right") while (from < to && set.has(all[from] ?? "")) from += 1;
  if (side !== "left") while (to > from && set.has(all[to - 1] ?? "")) to -= 1;
  return all.slice(from, to).join("");
}
