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

/** `Parse error at line 1, column 12: Expected …` names the place; Databricks names the word there. */
function notParsed(sql: string, message: string): Error {
  if (/\|>/.test(sql)) return unsupported("pipe syntax (|>)");
  const [, column, why] = /column (\d+): (.*)/s.exec(message) ?? [];
  const rest = column === undefined ? "" : sql.slice(Number(column) - 1).trimStart();
  const [word = ""] = /^(?:\w+|\S)/.exec(rest) ?? [];
  return syntaxError(word, why ?? message);
}
