import { SqlError } from "../sql-engine";
import { syntaxError, unsupported } from "../sql-faults";

/** One alternative per kind of token, in the order in which they are tried. */
const LEXEMES = {
  blank: /\s+|--(?:\\\n|[^\r\n])*|\/\*[\s\S]*?\*\//u,
  raw: /[rR](?:'[^']*'|"[^"]*")/u,
  string: /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"/u,
  quoted: /`(?:[^`]|``)*`/u,
  number: /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:BD|bd|[LSYDFlsydf])?(?![A-Za-z_0-9])/u,
  word: /[\p{L}_][\p{L}\p{N}_]*|\d+[\p{L}_][\p{L}\p{N}_]*/u,
  parameter: /:[\p{L}_][\p{L}\p{N}_]*/u,
  marker: /\?/u,
  symbol: /<=>|::|->|=>|\|\||<=|>=|<>|!=|==|[-+*/%=<>()[\],.;:~&|^!{}@]/u,
};

const KINDS = Object.keys(LEXEMES);

/** A group each, without a name: to look through groups by name takes longer than to find them. */
const LEXEME = new RegExp(
  Object.values(LEXEMES)
    .map(({ source }) => `(${source})`)
    .join("|"),
  "uy",
);

/**
 * Splits Databricks SQL into tokens; comments and blanks fall away.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < sql.length) {
    LEXEME.lastIndex = position;
    const found = LEXEME.exec(sql);
    if (!found) throw unknownToken(sql, position);
    let [text] = found;
    let kind = KINDS[found.indexOf(text, 1) - 1] ?? "symbol";
    if (sql.startsWith("/*", position) && kind === "symbol") throw unclosedComment();
    // `payload:field` and `STRUCT<a:STRING>` hold a plain colon, no parameter.
    if (kind === "parameter" && tokens.at(-1)?.end === position && endsOperand(tokens.at(-1)))
      [kind, text] = ["symbol", ":"];

    const end = position + text.length;
    if (kind !== "blank") tokens.push({ ...tokenOf(kind, text), start: position, end });
    position = end;
  }
  return tokens;
}

/** Only a metric view has a text between `$$`. */
function unknownToken(sql: string, position: number): SqlError {
  const isMetricView = sql.startsWith("$$", position) && /\bWITH\s+METRICS\b/i.test(sql.slice(0, position));
  return isMetricView
    ? unsupported("metric views (CREATE VIEW … WITH METRICS)")
    : syntaxError(sql.slice(position, position + 1));
}

function unclosedComment(): SqlError {
  return new SqlError(
    "UNCLOSED_BRACKETED_COMMENT",
    "42601",
    "Found an unclosed bracketed comment. Please, append */ at the end of the comment.",
  );
}

function tokenOf(kind: string, text: string): Omit<Token, "start" | "end"> {
  switch (kind) {
    case "raw":
      return { kind: "string", text, value: text.slice(2, -1) };
    case "string":
      return { kind, text, value: unescapeString(text) };
    case "quoted":
      return { kind, text, value: text.slice(1, -1).replaceAll("``", "`") };
    case "parameter":
      return { kind, text, value: text.slice(1) };
    case "number":
    case "word":
    case "marker":
      return { kind, text, value: text };
    default:
      return { kind: "symbol", text, value: text };
  }
}

function endsOperand(token: Token | undefined): boolean {
  return token?.kind === "word" || token?.kind === "quoted" || token?.text === ")" || token?.text === "]";
}

export interface Token {
  readonly kind: "word" | "quoted" | "string" | "number" | "parameter" | "marker" | "symbol";
  /** As written. */
  readonly text: string;
  /** Without quotes, escapes resolved; a parameter's name without its colon. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};

/**
 * The value of a string literal with its quotes.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/string-type
 */
export function unescapeString(literal: string): string {
  const quote = literal.charAt(0);
  return literal
    .slice(1, -1)
    .replace(/''|""|\\u([0-9a-fA-F]{4})|\\([\s\S])/gu, (text, unicode?: string, character?: string) => {
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (character === undefined) return text.startsWith(quote) ? quote : text;
      // \% and \_ keep their backslash: they are for LIKE.
      if (character === "%" || character === "_") return text;
      return ESCAPES[character] ?? character;
    });
}
