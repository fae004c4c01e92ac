import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { type Found, microsOf } from "./datetime-fields";
import { type NumberPiece, type PatternPiece, patternOf } from "./datetime-pattern";
import { MONTHS } from "./format-datetime";
import { type Zone, zoneInAnyCase } from "./time-zones";

/** Microseconds since 1970 of the time that a text says in a datetime pattern; the whole text has to fit. */
export function parseDatetime(text: string, pattern: string): bigint {
  const found: Found = { fields: new Map() };
  const end = readPieces(text, 0, patternOf(pattern, true), found);
  const micros = end === text.length ? microsOf(found) : undefined;
  if (micros === undefined) throw misfit(text, end);
  return micros;
}

function misfit(text: string, end: number | undefined): SqlError {
  const where = end === undefined || end === text.length ? "" : `, unparsed text found at index ${end}`;
  return new SqlError(
    "CANNOT_PARSE_TIMESTAMP",
    "22007",
    `Text '${text}' could not be parsed${where}. Use \`try_to_timestamp\` to tolerate invalid input string and return NULL instead.`,
  );
}

/** Where what fits ends; undefined: something does not fit. */
function readPieces(
  text: string,
  start: number,
  pieces: readonly PatternPiece[],
  found: Found,
): number | undefined {
  let at = start;
  for (const piece of pieces) {
    const end = readPiece(text, at, piece, found);
    if (end === undefined) return undefined;
    at = end;
  }
  return at;
}

function readPiece(text: string, at: number, piece: PatternPiece, found: Found): number | undefined {
  switch (piece.kind) {
    case "text":
      return startsWith(text, at, piece.text) ? at + piece.text.length : undefined;
    case "optional": {
      const trial: Found = { ...found, fields: new Map(found.fields) };
      const end = readPieces(text, at, piece.pieces, trial);
      if (end === undefined) return at;
      for (const [letter, value] of trial.fields) found.fields.set(letter, value);
      if (trial.zone) found.zone = trial.zone;
      if (trial.offset !== undefined) found.offset = trial.offset;
      return end;
    }
    case "number":
      return readNumber(text, at, piece, found);
    case "word":
      return readWord(text, at, piece.letter, piece.count, found);
  }
}

function startsWith(text: string, at: number, word: string): boolean {
  return text.slice(at, at + word.length).toLowerCase() === word.toLowerCase();
}

/** The letters that say the same. */
const SAME: Readonly<Record<string, string>> = { L: "M" };

/** A field may be said twice, but not in two ways. */
function set(found: Found, letter: string, value: number, end: number): number | undefined {
  const field = SAME[letter] ?? letter;
  const known = found.fields.get(field);
  if (known !== undefined && known !== value) return undefined;
  found.fields.set(field, value);
  return end;
}

function readNumber(text: string, start: number, piece: NumberPiece, found: Found): number | undefined {
  const { minWidth, maxWidth, sign, following } = piece;
  const mark = text[start];
  const isSigned = mark === "+" || mark === "-";
  if (isSigned && (sign === "never" || (sign === "normal" && mark === "+"))) return undefined;
  const at = isSigned ? start + 1 : start;
  const [run = ""] = /^\d*/.exec(text.slice(at, at + maxWidth + Math.max(following, 0))) ?? [];
  const length = following > 0 ? Math.max(minWidth, run.length - following) : Math.min(run.length, maxWidth);
  if (run.length < minWidth || run.length < length) return undefined;
  const size = Number(run.slice(0, length));
  if (mark === "-" && isSigned && size === 0) return undefined;
  if (sign === "wide" && mark !== "-" && isSigned !== length > minWidth) return undefined;
  const value = piece.isReduced ? 2000 + size : size;
  return set(found, piece.letter, mark === "-" && isSigned ? -value : value, at + length);
}

function readWord(text: string, at: number, letter: string, count: number, found: Found): number | undefined {
  switch (letter) {
    case "L":
    case "M":
      return readName(
        text,
        at,
        letter,
        MONTHS.map((name) => (count === 4 ? name : name.slice(0, 3))),
        1,
        found,
      );
    case "G":
      return readName(
        text,
        at,
        letter,
        count === 4 ? ["Before Christ", "Anno Domini"] : ["BC", "AD"],
        0,
        found,
      );
    case "a":
      return readName(text, at, letter, ["AM", "PM"], 0, found);
    case "S": {
      const [run = ""] = /^\d*/.exec(text.slice(at, at + count)) ?? [];
      if (run === "") return undefined;
      return set(found, letter, Number(run.padEnd(9, "0")), at + run.length);
    }
    case "V":
    case "z":
    case "v":
      return readZone(text, at, letter === "V", found);
    default:
      return readOffset(text, at, letter, count, found);
  }
}

function readName(
  text: string,
  at: number,
  letter: string,
  names: readonly string[],
  first: number,
  found: Found,
): number | undefined {
  const index = names.findIndex((name) => startsWith(text, at, name));
  return index < 0 ? undefined : set(found, letter, index + first, at + (names[index] ?? "").length);
}

/** By the pattern of an offset, `Z` or zeros where it has a word for none. */
const OFFSETS: Readonly<Record<string, RegExp>> = {
  X: /^([+-])(\d\d)([0-5]\d)?/,
  XX: /^([+-])(\d\d)([0-5]\d)/,
  XXX: /^([+-])(\d\d):([0-5]\d)/,
  XXXX: /^([+-])(\d\d)([0-5]\d)([0-5]\d)?/,
  XXXXX: /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?/,
  Z: /^([+-])(\d\d)([0-5]\d)/,
  ZZZZZ: /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?/,
};

function readOffset(
  text: string,
  at: number,
  letter: string,
  count: number,
  found: Found,
): number | undefined {
  if (letter === "O" || (letter === "Z" && count === 4)) {
    if (!startsWith(text, at, "GMT")) return undefined;
    const shape =
      letter === "O" && count === 1
        ? /^([+-])(\d\d?)(?::([0-5]\d))?(?::([0-5]\d))?/
        : /^([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?/;
    const match = shape.exec(text.slice(at + 3));
    return match ? setOffset(found, match, at + 3) : setOffset(found, ["", "+", "0"], at + 3);
  }
  const hasZ = letter === "X" || (letter === "Z" && count === 5);
  if (hasZ && startsWith(text, at, "Z")) return setOffset(found, ["Z", "+", "0"], at);
  const key = letter === "Z" ? (count === 5 ? "ZZZZZ" : "Z") : "X".repeat(count);
  const match = OFFSETS[key]?.exec(text.slice(at));
  return match ? setOffset(found, match, at) : undefined;
}

function setOffset(found: Found, match: readonly string[], at: number): number | undefined {
  const [all = "", sign, hours = "0", minutes = "0", seconds = "0"] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const offset = (sign === "-" ? -1 : 1) * size * 1000;
  if (size > 18 * 3600 || (found.offset !== undefined && found.offset !== offset)) return undefined;
  found.offset = offset;
  return at + all.length;
}

/** Zones that are named in words. */
const WORDS: Readonly<Record<string, string>> = {
  "Coordinated Universal Time": "UTC",
  "Greenwich Mean Time": "GMT",
  "Pacific Standard Time": "America/Los_Angeles",
  "Pacific Daylight Time": "America/Los_Angeles",
  "Mountain Standard Time": "America/Denver",
  "Mountain Daylight Time": "America/Denver",
  "Central Standard Time": "America/Chicago",
  "Central Daylight Time": "America/Chicago",
  "Eastern Standard Time": "America/New_York",
  "Eastern Daylight Time": "America/New_York",
  "Central European Standard Time": "Europe/Paris",
  "Central European Summer Time": "Europe/Paris",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
  MST: "America/Denver",
  MDT: "America/Denver",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  EST: "America/New_York",
  EDT: "America/New_York",
  CET: "Europe/Paris",
  CEST: "Europe/Paris",
  JST: "Asia/Tokyo",
};

function readZone(text: string, at: number, isId: boolean, found: Found): number | undefined {
  const rest = text.slice(at);
  const [name = ""] =
    /^(?:(?:UTC|GMT|UT)?[+-]\d\d:\d\d(?::\d\d)?|(?:UTC|GMT|UT)(?=[+-])|[A-Za-z][A-Za-z0-9_/+-]*)/.exec(
      rest,
    ) ?? [];
  const word = isId
    ? undefined
    : Object.keys(WORDS).find((one) => startsWith(text, at, one) && !/^\w/.test(rest.slice(one.length)));
  const id = word === undefined ? name : (WORDS[word] ?? "");
  if (id === "") return undefined;
  const zone = known(/^[A-Za-z]$/.test(id) ? id.toUpperCase() : id, isId);
  if (!zone) return undefined;
  found.zone = zone;
  return at + (word ?? name).length;
}

/** Words for zones are many, and we know the commonest alone. */
function known(id: string, isId: boolean): Zone | undefined {
  const zone = zoneInAnyCase(id);
  if (!zone && !isId && /^[A-Z]{3,5}$/.test(id)) throw unsupported(`the time zone ${id} in a pattern`);
  return zone;
}
