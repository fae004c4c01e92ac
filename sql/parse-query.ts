import { brokenSyntax, hasUnknownSyntax } from "./broken-syntax";
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

/** A text that the parser cannot read. It knows less of the language than the service: that alone is no fault of the text. */
export interface NotAnalysed {
  readonly outcome: "not analysed";
  readonly reason: string;
  /** `broken`: no SQL has that; `sound`: it has something that the parser is known to lack; `doubtful`: neither is known. */
  readonly looks: "broken" | "sound" | "doubtful";
}

export type QueryAnalysis = ParsedQuery | NoQuery | NotAnalysed;

/** Reads the text of an alert's query. Never throws: what cannot be read is an answer, too. */
export function parseQuery(text: string): QueryAnalysis {
  const statements = parseSql(text);
  if ("fault" in statements) {
    return notAnalysed(text, statements.fault);
  }
  const [statement] = statements;
  if (statements.some(hasBrokenText)) {
    return {
      outcome: "not analysed",
      reason: "A text with an escaped quote (\\') cannot be told from two texts",
      looks: "sound",
    };
  }
  return statements.length === 1 && statement?.Query !== undefined
    ? { outcome: "query", text, query: statement.Query }
    : { outcome: "no query", statements: statements.map((tree) => Object.keys(tree)[0] ?? "") };
}

function notAnalysed(text: string, fault: string): NotAnalysed {
  const broken = brokenSyntax(text);
  if (broken !== undefined) {
    return { outcome: "not analysed", reason: broken, looks: "broken" };
  }
  // The parser also gives up before deep nesting, and on what it has no words for.
  const isAboutText = /^(?:Expected|No infix parser|Unterminated|Unexpected)/.test(fault);
  const known = /^No infix parser for token Word\(Word \{ value: "(\w+)"/.exec(fault)?.[1];
  return {
    outcome: "not analysed",
    reason: known === undefined ? fault.replace(/\.$/, "") : `the parser does not know ${known}`,
    looks: isAboutText && !hasUnknownSyntax(text) ? "doubtful" : "sound",
  };
}

/** The parser ends a text at an escaped quote, where the service goes on: what follows would be read for code. */
function hasBrokenText(statement: SqlTree): boolean {
  return nodesOf(statement, "Value").some(({ value }) =>
    /(?<!\\)(\\\\)*\\$/.test(value.SingleQuotedString ?? value.DoubleQuotedString ?? ""),
  );
}
