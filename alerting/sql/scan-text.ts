/** What can stand between two words without meaning: blanks and comments. */
const BLANKS = /(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/y;

/** Texts, quoted names and comments: a parenthesis in them is none. */
const QUOTED =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`|--[^\n]*|\/\*[\s\S]*?\*\//y;

/** The offset of the first character from `offset` on that is neither a blank nor in a comment. */
export function skipBlanks(text: string, offset: number): number {
  BLANKS.lastIndex = offset;
  return offset + (BLANKS.exec(text)?.[0].length ?? 0);
}

/** The offset behind the parenthesis that closes the one at `offset`. */
export function closingParenthesis(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    QUOTED.lastIndex = at;
    const quoted = QUOTED.exec(text)?.[0];
    if (quoted !== undefined) {
      at += quoted.length - 1;
    } else if (text[at] === "(") {
      depth += 1;
    } else if (text[at] === ")" && --depth === 0) {
      return at + 1;
    }
  }
  return text.length;
}

/** The text without what is quoted and what is said in comments: each text and name is `''`, each comment a blank. */
export function codeOf(text: string): string {
  return text.replaceAll(new RegExp(QUOTED.source, "g"), (quoted) =>
    quoted.startsWith("--") || quoted.startsWith("/*") ? " " : "''",
  );
}
