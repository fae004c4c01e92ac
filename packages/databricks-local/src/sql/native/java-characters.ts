import { unsupported } from "../sql-faults";

/** The characters of Java's regular expressions, and its classes of them, as JavaScript writes them. */
export function literalCharacter(character: string, ignoresCase: boolean): string {
  if (ignoresCase && /^[a-z]$/i.test(character))
    return `[${character.toLowerCase()}${character.toUpperCase()}]`;
  return escaped(character);
}

/** No character of it means anything, within a class or outside of one. */
function escaped(character: string): string {
  return /^[\w\s]$/.test(character) && !/^[\n\r]$/.test(character)
    ? character
    : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  t: "\t",
  n: "\n",
  r: "\r",
  f: "\f",
  a: "\x07",
  e: "\x1b",
};

/** One character behind a backslash, and how long that is; undefined: there is no such escape. */
export function readEscape(rest: string): { character: string; length: number } | undefined {
  const [number, hex, octal] =
    /^(?:x\{([0-9a-fA-F]+)\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|0(?:[0-3][0-7]{2}|[0-7]{1,2}))/.exec(rest) ?? [];
  if (number !== undefined) {
    const digits = hex ?? number.slice(1);
    const code = Number.parseInt(digits, number.startsWith("0") ? 8 : 16);
    void octal;
    if (code > 0x10ffff) return undefined;
    return { character: String.fromCodePoint(code), length: number.length };
  }
  const [next = ""] = rest;
  if (next === "") return undefined;
  if (next === "c" && rest.length > 1)
    return { character: String.fromCharCode(rest.charCodeAt(1) ^ 64), length: 2 };
  const known = ESCAPES[next];
  if (known !== undefined) return { character: known, length: 1 };
  return /[a-zA-Z0-9]/.test(next) ? undefined : { character: next, length: next.length };
}

const CLASSES: Readonly<Record<string, string>> = {
  d: "0-9",
  w: "a-zA-Z0-9_",
  s: "\\t-\\r ",
  h: " \\t\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}",
  v: "\\n-\\r\\u{85}\\u{2028}\\u{2029}",
};

const POSIX: Readonly<Record<string, string>> = {
  Lower: "a-z",
  Upper: "A-Z",
  ASCII: "\\u{0}-\\u{7f}",
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "a-zA-Z0-9",
  Punct: "\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}",
  Graph: "\\u{21}-\\u{7e}",
  Print: "\\u{20}-\\u{7e}",
  Blank: " \\t",
  Cntrl: "\\u{0}-\\u{1f}\\u{7f}",
  XDigit: "0-9a-fA-F",
  Space: "\\t-\\r ",
};

/** A class such as `\d` or `\p{Alpha}`; undefined: it is none. */
export function escapedClass(rest: string): { text: string; length: number } | undefined {
  const [next = ""] = rest;
  const simple = CLASSES[next.toLowerCase()];
  if (simple !== undefined) return { text: `[${isLower(next) ? "" : "^"}${simple}]`, length: 1 };
  const [given, p = "", named, letter] = /^([pP])(?:\{\^?([\w=\s-]+)\}|([A-Z]))/.exec(rest) ?? [];
  if (given === undefined) return undefined;
  const name = (named ?? letter ?? "").replace(/^Is(?=[A-Z])/, "");
  const posix = POSIX[name];
  const inner = posix ?? `\\p{${name}}`;
  if (posix === undefined && !isProperty(name)) {
    if (/^(?:java|In|Is|\w+=)/.test(named ?? ""))
      throw unsupported(`the class \\${given} in a regular expression`);
    return undefined;
  }
  return { text: `[${p === "P" ? "^" : ""}${inner}]`, length: given.length };
}

function isLower(letter: string): boolean {
  return letter === letter.toLowerCase();
}

/** General categories, scripts and a few properties have the same names. */
function isProperty(name: string): boolean {
  try {
    return new RegExp(`[\\p{${name}}]`, "v").source !== "" && !/^(?:RGI|Basic|Emoji_Keycap)/.test(name);
  } catch {
    return false;
  }
}

/** A class in brackets, from behind the first one on: `[^a-z&&[b]\d]`. */
export function characterClass(
  pattern: string,
  from: number,
  ignoresCase: boolean,
  invalid: () => Error,
): { text: string; at: number } {
  let at = from;
  const isNegative = pattern[at] === "^";
  if (isNegative) at += 1;
  const operands: string[] = [];
  let members = "";
  let isFirst = true;
  for (;;) {
    const character = pattern[at];
    if (character === undefined) throw invalid();
    if (character === "]" && !isFirst) break;
    isFirst = false;
    if (pattern.startsWith("&&", at)) {
      operands.push(`[${members}]`);
      members = "";
      at += 2;
      continue;
    }
    if (character === "[") {
      const nested = characterClass(pattern, at + 1, ignoresCase, invalid);
      members += nested.text;
      ({ at } = nested);
      continue;
    }
    const found = character === "\\" ? escapedClass(pattern.slice(at + 1)) : undefined;
    if (found) {
      members += found.text;
      at += 1 + found.length;
      continue;
    }
    const low = oneCharacter(pattern, at, invalid);
    at = low.at;
    const next = pattern[at + 1];
    if (pattern[at] === "-" && next !== undefined && next !== "]" && next !== "[") {
      const high = oneCharacter(pattern, at + 1, invalid);
      if ((high.character.codePointAt(0) ?? 0) < (low.character.codePointAt(0) ?? 0)) throw invalid();
      members += rangeText(low.character, high.character, ignoresCase);
      ({ at } = high);
    } else {
      members += rangeText(low.character, low.character, ignoresCase);
    }
  }
  operands.push(`[${members}]`);
  return { text: `[${isNegative ? "^" : ""}${operands.join("&&")}]`, at: at + 1 };
}

function oneCharacter(pattern: string, at: number, invalid: () => Error): { character: string; at: number } {
  if (pattern[at] !== "\\") {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    return { character, at: at + character.length };
  }
  const escape = readEscape(pattern.slice(at + 1));
  if (!escape) throw invalid();
  return { character: escape.character, at: at + 1 + escape.length };
}

function rangeText(low: string, high: string, ignoresCase: boolean): string {
  const text = low === high ? escaped(low) : `${escaped(low)}-${escaped(high)}`;
  if (!ignoresCase) return text;
  return text + otherCase(low, high, "a", "z", -32) + otherCase(low, high, "A", "Z", 32);
}

/** Of the letters between the two those of the other case. */
function otherCase(low: string, high: string, first: string, last: string, shift: number): string {
  const [from, to] = [low > first ? low : first, high < last ? high : last];
  if (from > to) return "";
  const moved = (letter: string) => String.fromCharCode(letter.charCodeAt(0) + shift);
  return `${moved(from)}-${moved(to)}`;
}
