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

/** The word, or the sign, that a statement begins with: what its kind is. */
export function firstWord(text: string): string {
  let at = 0;
  for (let length = -1; length !== 0; at += length) {
    length = text.startsWith("/*", at) ? commentLength(text, at) : lineBlanks(text, at);
  }
  return /^(?:[\p{L}\p{N}_]+|.?)/u.exec(text.slice(at))?.[0] ?? "";
}

function lineBlanks(text: string, offset: number): number {
  return /^(?:\s|--[^\n]*)*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** What of a text cannot stand in the parentheses that alerts run their query in. */
export interface Escape {
  /** `;`, or a `)` that nothing opens. */
  readonly sign: ";" | ")";
  readonly offset: number;
}

/** A text in which a backslash is no escape. */
const RAW_TEXT = /\b[rR](?:'[^']*'|"[^"]*")/y;
const COMMENT_ENDS = /\/\*|\*\//g;

/** The first of them outside of texts, quoted names and comments. */
export function firstEscape(text: string): Escape | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    const quoted = quotedLength(text, at);
    if (quoted > 0) {
      at += quoted - 1;
    } else if (sign === "(") {
      depth += 1;
    } else if (sign === ";" || (sign === ")" && --depth < 0)) {
      return { sign, offset: at };
    }
  }
  return undefined;
}

/** Of the text, quoted name or comment that begins at `offset`; comments may hold comments. */
function quotedLength(text: string, offset: number): number {
  RAW_TEXT.lastIndex = offset;
  const raw = RAW_TEXT.exec(text)?.[0];
  if (raw !== undefined) return raw.length;
  if (text.startsWith("/*", offset)) return commentLength(text, offset);
  QUOTED.lastIndex = offset;
  return QUOTED.exec(text)?.[0].length ?? 0;
}

function commentLength(text: string, offset: number): number {
  let depth = 0;
  COMMENT_ENDS.lastIndex = offset;
  for (let found = COMMENT_ENDS.exec(text); found !== null; found = COMMENT_ENDS.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return COMMENT_ENDS.lastIndex - offset;
  }
  return text.length - offset;
}
