/** Blanks, and comments up to the end of their line; behind a backslash the next line is one with it. */
const LINE_BLANKS = /(?:\s|--(?:\\\n|[^\r\n])*)*/y;

/** Texts, quoted names and comments of a line: a parenthesis in them is none. Those that may hold others are not among them. */
const QUOTED = /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`(?:[^`]|``)*`|--(?:\\\n|[^\r\n])*/y;

/**
 * Nothing else begins a query, but for parentheses: no other statement can stand where alerts run theirs.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-query
 */
export const BEGINNINGS: readonly string[] = ["SELECT", "WITH", "VALUES", "TABLE", "FROM", "MAP", "REDUCE"];

/** The offset of the first character from `offset` on that is neither a blank nor in a comment, which may hold comments. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  for (let length = -1; length !== 0; at += length)
    length = text.startsWith("/*", at) ? commentLength(text, at) : lineBlanks(text, at);

  return at;
}

function lineBlanks(text: string, offset: number): number {
  LINE_BLANKS.lastIndex = offset;
  return LINE_BLANKS.exec(text)?.[0].length ?? 0;
}

/** The offset behind the parenthesis that closes the one at `offset`. */
export function closingParenthesis(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at += 1) {
    const quoted = quotedLength(text, at);
    if (quoted > 0) at += quoted - 1;
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return text.length;
}

/** A text, a quoted name or a comment. */
interface QuotedPart {
  readonly offset: number;
  readonly text: string;
}

export function quotedParts(text: string): QuotedPart[] {
  const parts: QuotedPart[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const length = quotedLength(text, at);
    if (length === 0) continue;
    parts.push({ offset: at, text: text.slice(at, at + length) });
    at += length - 1;
  }
  return parts;
}

/** The text without what is quoted and what is said in comments: each text and name is `''`, each comment a blank. */
export function codeOf(text: string): string {
  return withQuoted(text, ({ offset, text: quoted }) => {
    const isOpen = quoted.startsWith("/*") && nestedEnd(text, offset) === undefined;
    return isOpen ? quoted : /^(?:--|\/\*)/.test(quoted) ? " " : "''";
  });
}

/** The text with another one in the place of each part that is quoted or a comment. */
export function withQuoted(text: string, stand: (part: QuotedPart) => string): string {
  let [code, end] = ["", 0];
  for (const part of quotedParts(text)) {
    code += text.slice(end, part.offset) + stand(part);
    end = part.offset + part.text.length;
  }
  return code + text.slice(end);
}

/** The word, or the sign, that a statement begins with behind its parentheses: what its kind is. */
export function firstWord(text: string): string {
  let at = skipBlanks(text, 0);
  while (text[at] === "(") at = skipBlanks(text, at + 1);
  return /^(?:[\p{L}\p{N}_]+|.?)/u.exec(text.slice(at))?.[0] ?? "";
}

/** What of a text cannot stand in the parentheses that alerts run their query in. */
interface Escape {
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
    if (quoted > 0) at += quoted - 1;
    else if (sign === "(") depth += 1;
    else if (sign === ";" || (sign === ")" && --depth < 0)) return { sign, offset: at };
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

/** One that nothing closes goes on to the end. */
function commentLength(text: string, offset: number): number {
  return (nestedEnd(text, offset) ?? text.length) - offset;
}

/** Behind what closes the comment at `offset`; `undefined` where nothing does. */
function nestedEnd(text: string, offset: number): number | undefined {
  let depth = 0;
  COMMENT_ENDS.lastIndex = offset;
  for (let found = COMMENT_ENDS.exec(text); found !== null; found = COMMENT_ENDS.exec(text)) {
    depth += found[0] === "/*" ? 1 : -1;
    if (depth === 0) return COMMENT_ENDS.lastIndex;
  }
  return undefined;
}
