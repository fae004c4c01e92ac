import { SqlError } from "../sql-engine";

/**
 * A datetime pattern in pieces.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-datetime-pattern
 */
export type PatternPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "optional"; readonly pieces: readonly PatternPiece[] }
  | NumberPiece
  /** A name, an offset, a zone, a fraction: everything but numbers. */
  | { readonly kind: "word"; readonly letter: string; readonly count: number };

export interface NumberPiece {
  readonly kind: "number";
  readonly letter: string;
  readonly minWidth: number;
  readonly maxWidth: number;
  /** `wide`: a `+` stands before more digits than the least. */
  readonly sign: "normal" | "never" | "wide";
  /** The last two digits of a year. */
  readonly isReduced: boolean;
  /** In a text: how many digits of the numbers behind it must be left to them; -1: it has exactly its own width. */
  following: number;
}

/** A run of one letter, a quoted text, or a single character. */
const RUN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[\s\S]/g;

const WEEK_BASED = /[YWwuec]/;
const NEVER = /[ABnNp]/;
const NEVER_READ = /[EFqQ]/;
const TOO_LONG = /(G|M|L|E|Q|q)\1{4}|y{7}/;

const CACHE = new Map<string, readonly PatternPiece[] | SqlError>();

/** The pattern's pieces; a pattern that is none is refused. */
export function patternOf(pattern: string, isReading: boolean): readonly PatternPiece[] {
  const key = `${isReading ? "r" : "w"}${pattern}`;
  const known = CACHE.get(key) ?? compiled(pattern, isReading);
  if (CACHE.size < 1000) CACHE.set(key, known);
  if (known instanceof SqlError) throw known;
  return known;
}

function compiled(pattern: string, isReading: boolean): readonly PatternPiece[] | SqlError {
  try {
    refuseLetters(pattern, isReading);
    return parsed(pattern, isReading);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return wasTakenBefore(pattern) ? recognition(pattern) : error;
  }
}

/** Parts in quotes stand between every second pair of them. */
function unquoted(pattern: string): string[] {
  return pattern.split("'").filter((_, index) => index % 2 === 0);
}

function refuseLetters(pattern: string, isReading: boolean): void {
  for (const part of unquoted(pattern)) {
    const week = WEEK_BASED.exec(part)?.[0];
    if (week !== undefined) {
      throw new SqlError(
        "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN",
        "42K0B",
        `You may get a different result due to the upgrading to Spark >= 3.0: all week-based patterns are unsupported since Spark 3.0, detected week-based character: ${week}. Please use the SQL function EXTRACT instead.`,
      );
    }
    if (NEVER.test(part) || (isReading && NEVER_READ.test(part)))
      throw invalidPattern("ILLEGAL_CHARACTER", pattern, "Illegal pattern character found in the pattern.");
    if (TOO_LONG.test(part)) throw invalidPattern("LENGTH", pattern, "Too many letters in the pattern.");
  }
}

function invalidPattern(subclass: string, pattern: string, why: string): SqlError {
  return new SqlError(
    `INVALID_DATETIME_PATTERN.${subclass}`,
    "22007",
    `Unrecognized datetime pattern: ${pattern}. ${why} Please provide legal characters and a valid length, as https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html says.`,
  );
}

function unreadable(pattern: string): SqlError {
  return invalidPattern("WITH_SUGGESTION", pattern, "You can form a valid datetime pattern.");
}

/** Where an old release read the pattern, the difference is named. */
function recognition(pattern: string): SqlError {
  return new SqlError(
    "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
    "42K0B",
    `You may get a different result due to the upgrading to Spark >= 3.0: Fail to recognize '${pattern}' pattern in the DateTimeFormatter.`,
  );
}

/** Java's older patterns: 24 letters of any number, and quotes that close. */
function wasTakenBefore(pattern: string): boolean {
  if (pattern.split("'").length % 2 === 0) return false;
  const letters = unquoted(pattern).join(" ");
  return !/[^GyMdkHmsSEDFwWahKzZYuXL\W\d_]/.test(letters) && !/X{4}/.test(letters);
}

function parsed(pattern: string, isReading: boolean): readonly PatternPiece[] {
  const hasEra = unquoted(pattern).some((part) => part.includes("G"));
  const stack: PatternPiece[][] = [[]];
  let last = 0;
  for (const match of pattern.matchAll(RUN)) {
    const [run, quoted, letter] = match;
    last = match.index + run.length;
    const pieces = stack.at(-1) ?? [];
    if (quoted !== undefined)
      pieces.push({ kind: "text", text: quoted === "" ? "'" : quoted.replaceAll("''", "'") });
    else if (letter !== undefined)
      pieces.push(piece(letter === "y" && !hasEra ? "u" : letter, run.length, pattern));
    else if (run === "[") stack.push([]);
    else if (run === "]") close(stack, pattern);
    else if (/['{}#]/.test(run)) throw unreadable(pattern);
    else pieces.push({ kind: "text", text: run });
  }
  if (last !== pattern.length) throw unreadable(pattern);
  while (stack.length > 1) close(stack, pattern);
  const pieces = stack[0] ?? [];
  if (isReading) shareDigits(pieces);
  return pieces;
}

function close(stack: PatternPiece[][], pattern: string): void {
  const pieces = stack.pop();
  const outer = stack.at(-1);
  if (!pieces || !outer) throw unreadable(pattern);
  outer.push({ kind: "optional", pieces });
}

function number(
  letter: string,
  minWidth: number,
  maxWidth: number,
  sign: NumberPiece["sign"],
  isReduced = false,
): NumberPiece {
  return { kind: "number", letter, minWidth, maxWidth, sign, isReduced, following: 0 };
}

/** How many letters of a kind there may be. */
const WORDS: Readonly<Record<string, RegExp>> = {
  E: /^E{1,4}$/,
  G: /^G{1,4}$/,
  L: /^L{3,4}$/,
  M: /^M{3,4}$/,
  O: /^(?:O|OOOO)$/,
  Q: /^Q{3,4}$/,
  S: /^S{1,9}$/,
  V: /^VV$/,
  X: /^X{1,5}$/,
  Z: /^Z{1,5}$/,
  a: /^a$/,
  q: /^q{3,4}$/,
  v: /^(?:v|vvvv)$/,
  x: /^x{1,5}$/,
  z: /^z{1,4}$/,
};

/** A run of one letter. */
function piece(letter: string, count: number, pattern: string): PatternPiece {
  if (letter === "u" || letter === "y") {
    if (count === 2) return number(letter, 2, 2, "never", true);
    return number(letter, count, 19, count < 4 ? "normal" : "wide");
  }
  if (/[MLQq]/.test(letter) && count < 3) return plainNumber(letter, count);
  if (letter === "g") return number(letter, count, 19, "normal");
  if (letter === "D" && count < 4)
    return count === 1 ? plainNumber(letter, 1) : number(letter, count, 3, "never");
  if (/[dhHkKms]/.test(letter) && count < 3) return plainNumber(letter, count);
  if (letter === "F" && count === 1) return plainNumber(letter, 1);
  if (WORDS[letter]?.test(letter.repeat(count)) === true) return { kind: "word", letter, count };
  throw unreadable(pattern);
}

function plainNumber(letter: string, count: number): NumberPiece {
  return count === 1 ? number(letter, 1, 19, "normal") : number(letter, count, count, "never");
}

/** Of numbers that follow one another without a mark, those of a fixed width keep theirs. */
function shareDigits(pieces: readonly PatternPiece[]): void {
  let first: NumberPiece | undefined;
  for (const one of pieces) {
    if (one.kind === "optional") shareDigits(one.pieces);
    if (one.kind !== "number") {
      first = undefined;
    } else if (!first) {
      first = one;
    } else if (one.minWidth === one.maxWidth && one.sign === "never") {
      first.following += one.maxWidth;
      one.following = -1;
    } else {
      first.following = -1;
      first = one;
    }
  }
}
