import { syntaxError, unsupported } from "../sql-faults";
import type { Json } from "./syntax-node";
import { SyntaxNode } from "./syntax-node";

/** Databricks SQL text → syntax tree, by `@polyglot-sql/sdk` (24 MB of WebAssembly, loaded once). */
export interface SqlParser {
  /** The tree of one statement. */
  parse(sql: string): SyntaxNode;
}

let loading: Promise<SqlParser> | undefined;

export function loadParser(): Promise<SqlParser> {
  return (loading ??= load());
}

async function load(): Promise<SqlParser> {
  const polyglot = await import("@polyglot-sql/sdk");
  await polyglot.init();
  const parse = (sql: string): SyntaxNode => {
    const result = polyglot.parse(sql, polyglot.Dialect.Databricks);
    const [statement, more] = (result.ast ?? []) as Json[];
    if (!result.success || statement === undefined) throw notParsed(sql, result.error ?? "");
    if (more !== undefined) throw syntaxError(";", "one statement at a time");
    return SyntaxNode.of(statement);
  };
  // The first call compiles most of the module: pay that here, in the background.
  parse("SELECT a.b, count(*) FROM t AS a JOIN u USING (x) WHERE c = 1 GROUP BY ALL");
  return { parse };
}

const QUOTED = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`/gs;

/** Databricks SQL that the parser does not read. */
const REFUSED_SYNTAX: readonly (readonly [RegExp, string])[] = [
  [/\|>/, "pipe syntax (|>)"],
  [/\bMAX\s+RECURSION\s+LEVEL\b/i, "MAX RECURSION LEVEL"],
  [/\bTIMESTAMP_(?:NTZ|LTZ)\s*''/i, "literals of TIMESTAMP_NTZ and TIMESTAMP_LTZ"],
  [/!(?=\s*[\w(])/, "! for NOT"],
];

/** `Parse error at line 1, column 12: Expected …` names the place; Databricks names the word there. */
function notParsed(sql: string, message: string): Error {
  const code = sql.replaceAll(QUOTED, "''");
  const refused = REFUSED_SYNTAX.find(([pattern]) => pattern.test(code));
  if (refused) return unsupported(refused[1]);
  const [, column, why] = /column (\d+): (.*)/s.exec(message) ?? [];
  const rest = column === undefined ? "" : sql.slice(Number(column) - 1).trimStart();
  const [word = ""] = /^(?:\w+|\S)/.exec(rest) ?? [];
  return syntaxError(word, why ?? message);
}
