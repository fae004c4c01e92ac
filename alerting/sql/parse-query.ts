import { nodesOf } from "./nodes-of";
import { parseSql } from "./sql-parser";
import type { Query, SqlTree } from "./tree";

/** A text that is one query. */
export interface ParsedQuery {
  readonly outcome: "query";
  readonly text: string;
  readonly query: Query;
}

/** A text that is something else: several statements, or one that is no query. */
export interface NoQuery {
  readonly outcome: "no query";
  /** The kind of each statement in the parser's word: `Query`, `Insert`. */
  readonly statements: readonly string[];
}

/** A text that the parser cannot read; it knows less of the language than the service, so that is no fault of the text. */
export interface NotAnalysed {
  readonly outcome: "not analysed";
  readonly reason: string;
}

export type QueryAnalysis = ParsedQuery | NoQuery | NotAnalysed;

/** Reads the text of an alert's query. Never throws: what cannot be read is an answer, too. */
export function parseQuery(text: string): QueryAnalysis {
  const statements = parseSql(text);
  if ("fault" in statements) {
    return { outcome: "not analysed", reason: statements.fault };
  }
  const [statement] = statements;
  if (statements.some(hasBrokenText)) {
    return {
      outcome: "not analysed",
      reason: "A text with an escaped quote (\\') cannot be told from two texts",
    };
  }
  return statements.length === 1 && statement?.Query !== undefined
    ? { outcome: "query", text, query: statement.Query }
    : { outcome: "no query", statements: statements.map((tree) => Object.keys(tree)[0] ?? "") };
}

/** The parser ends a text at an escaped quote, where the service goes on: what follows would be read for code. */
function hasBrokenText(statement: SqlTree): boolean {
  return nodesOf(statement, "Value").some(({ value }) =>
    /(?<!\\)(\\\\)*\\$/.test(value.SingleQuotedString ?? value.DoubleQuotedString ?? ""),
  );
}
