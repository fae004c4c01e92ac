/** The one of `words` that `word` was probably meant to be; none, where it is like none of them. */
export function nearestWord(word: string, words: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(word.length / 3));
  const [nearest] = words
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return nearest?.candidate;
}

/** How many characters must be put in, taken out or changed (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      const [diagonal = 0, above = 0] = [row[column], row[column + 1]];
      const changed = diagonal + (to[column] === character ? 0 : 1);
      next.push(Math.min(changed, above + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** `1 alert`, `2 alerts`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** ` 3 rows were there already.`, behind what else is said of rows; nothing where none was. */
export function thereAlready({ length }: readonly unknown[]): string {
  return length === 0 ? "" : ` ${counted(length, "row")} ${length === 1 ? "was" : "were"} there already.`;
}

const MOST_NAMES = 5;

/** `A, B, C and 997 more`. */
export function someOf(names: readonly string[], most = MOST_NAMES): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(", ")} and ${rest} more` : names.join(", ");
}

const MAX_SHOWN_LENGTH = 200;

/** A value for a message: quoted, on one line, control characters made visible, at most 200 characters. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined) return "NULL";

  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);

  return typeof value === "string" ? `"${shownText(value)}"` : shownText(toJson(value));
}

/** The same without quotes. */
export function shownText(text: string): string {
  return shownUpTo(text, MAX_SHOWN_LENGTH);
}

/** The same of another length. */
export function shownUpTo(text: string, maxLength: number): string {
  const visible = visibleText(text);
  return visible.length > maxLength ? `${visible.slice(0, maxLength - 1)}…` : visible;
}

/**
 * The same, uncut. A terminal would obey control characters, and a CI runner `##vso[…]`, `##[…]` and, where a line begins,
 * `::…::`; letters that cannot be seen, and those of another script in a word that look like its own, are told by their
 * numbers.
 */
export function visibleText(text: string): string {
  return text
    .replaceAll(UNSEEN, escaped)
    .replaceAll(WORD, withoutMixedScripts)
    .replace(RUNNER_COMMANDS, (sign) => sign.slice(0, -1) + escaped(sign.slice(-1)));
}

/** Of what cannot be seen an emoji may have what makes it colourful, and joins several to one. */
const UNSEEN =
  /(?!(?<=\p{Extended_Pictographic}\uFE0F?)[\uFE0F\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Before the sign that makes it a command. */
const RUNNER_COMMANDS = /##(?=\[|vso\[)|^\s*::/gi;

const WORD = /[\p{L}\p{M}\p{N}_]+/gu;
const LATIN = /\p{Script=Latin}/u;
const LIKE_LATIN =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/gu;

function withoutMixedScripts(word: string): string {
  return LATIN.test(word) ? word.replaceAll(LIKE_LATIN, escaped) : word;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return SHORT_ESCAPES[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, "0")}`);
}

function toJson(value: unknown): string {
  const plain: unknown = value instanceof Map ? Object.fromEntries(value) : value;
  return (
    JSON.stringify(plain, (_key, part: unknown) => (typeof part === "bigint" ? String(part) : part)) ?? "?"
  );
}
