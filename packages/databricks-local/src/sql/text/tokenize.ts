import { SqlError } from "../sql-engine";
import { syntaxError } from "../sql-faults";
import { unescapeString } from "./unescape-string";
import type { Token } from "./token";

/** One alternative per kind of token, in the order in which they are tried. */
const LEXEMES =
  /(?<blank>\s+|--(?:\\\n|[^\r\n])*|\/\*[\s\S]*?\*\/)|(?<raw>[rR](?:'[^']*'|"[^"]*"))|(?<string>'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*")|(?<quoted>`(?:[^`]|``)*`)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:BD|bd|[LSYDFlsydf])?(?![A-Za-z_0-9]))|(?<word>[\p{L}_][\p{L}\p{N}_]*|\d+[\p{L}_][\p{L}\p{N}_]*)|(?<parameter>:[\p{L}_][\p{L}\p{N}_]*)|(?<marker>\?)|(?<symbol><=>|::|->|=>|\|\||<=|>=|<>|!=|==|[-+*/%=<>()[\],.;:~&|^!{}@])/uy;

/**
 * Splits Databricks SQL into tokens; comments and blanks fall away.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-literals
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < sql.length) {
    LEXEMES.lastIndex = position;
    const groups = LEXEMES.exec(sql)?.groups;
    const found = groups && Object.entries(groups).find(([, text]) => text !== undefined);
    if (!found) throw syntaxError(sql.slice(position, position + 1));
    let [kind, text] = found;
    if (sql.startsWith("/*", position) && kind === "symbol") throw unclosedComment();
    // `payload:field` and `STRUCT<a:STRING>` hold a plain colon, no parameter.
    if (kind === "parameter" && tokens.at(-1)?.end === position && endsOperand(tokens.at(-1))) {
      [kind, text] = ["symbol", ":"];
    }
    const end = position + text.length;
    if (kind !== "blank") tokens.push({ ...tokenOf(kind, text), start: position, end });
    position = end;
  }
  return tokens;
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
