import { SqlError } from "../sql-engine";

const CACHE = new Map<string, RegExp>();
const CACHED = 500;

/**
 * A pattern of LIKE: `%` is any text, `_` any character, each itself behind the escape character.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/like
 */
export function likeRegex(pattern: string, escape: string): RegExp {
  const key = escape + pattern;
  const known = CACHE.get(key);
  if (known) return known;
  const made = new RegExp(`^(?:${regexText(pattern, escape)})$`, "su");
  if (CACHE.size >= CACHED) CACHE.clear();
  CACHE.set(key, made);
  return made;
}

function regexText(pattern: string, escape: string): string {
  let text = "";
  checkLikePattern(pattern, escape);
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    let character = characters[at] ?? "";
    const isEscaped = character === escape;
    if (isEscaped) {
      at += 1;
      character = characters[at] ?? "";
    }
    if (!isEscaped && character === "%") {
      // One is as good as several, and does not run for ever.
      if (!text.endsWith(".*")) text += ".*";
    } else if (!isEscaped && character === "_") {
      text += ".";
    } else {
      text += `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    }
  }
  return text;
}

/** The escape character stands before `%`, `_` and itself alone. */
export function checkLikePattern(pattern: string, escape: string): void {
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] !== escape) continue;
    at += 1;
    const next = characters[at];
    if (next === undefined) {
      throw new SqlError(
        "INVALID_FORMAT.ESC_AT_THE_END",
        "42601",
        `The format is invalid: '${pattern}'. The escape character is not allowed to end with.`,
      );
    }
    if (next !== "%" && next !== "_" && next !== escape) {
      throw new SqlError(
        "INVALID_FORMAT.ESC_IN_THE_MIDDLE",
        "42601",
        `The format is invalid: '${pattern}'. The escape character is not allowed to precede '${next}'.`,
      );
    }
  }
}
