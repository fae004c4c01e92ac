import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brokenSyntax, hasUnknownSyntax } from "./broken-syntax";
import { nodesOf } from "./nodes-of";
import type { Query, SqlTree } from "./tree";

/** A text that is one query. */
export interface ParsedQuery {
  readonly outcome: "query";
  readonly text: string;
  readonly query: Query;
}

/** A text that is something else: several statements, or one that is no query. */
interface NoQuery {
  readonly outcome: "no query";
  /** The kind of each statement in the parser's word: `Query`, `Insert`. */
  readonly statements: readonly string[];
}

/** A text that the parser cannot read. It knows less of the language than the service: that alone is no fault of the text. */
interface NotAnalysed {
  readonly outcome: "not analysed";
  readonly reason: string;
  /** `broken`: no SQL has that; `sound`: it has something that the parser is known to lack; `doubtful`: neither is known. */
  readonly looks: "broken" | "sound" | "doubtful";
}

export type QueryAnalysis = ParsedQuery | NoQuery | NotAnalysed;

/** Reads the text of an alert's query. Never throws: what cannot be read is an answer, too. */
export function parseQuery(text: string): QueryAnalysis {
  const statements = parseSql(text);
  if ("fault" in statements) return notAnalysed(text, statements.fault);

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
  if (broken !== undefined) return { outcome: "not analysed", reason: broken, looks: "broken" };

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

/** The parser's own module: the only way in that needs no promise. */
interface ParserModule {
  initSync(options: { module: Uint8Array }): void;
  parse_sql(dialect: string, sql: string): unknown;
}

let loaded: ParserModule | undefined;

/**
 * The parser, loaded when the first query is parsed (a tenth of a second), so that whoever parses none does not wait.
 * The package's entry loads it asynchronously only, and its types are not those of the tree that it returns.
 */
function parser(): ParserModule {
  if (loaded === undefined) {
    const folder = join(dirname(require.resolve("@guanmingchiu/sqlparser-ts")), "../wasm");
    // The package exports no more than its asynchronous entry, so no type comes with this file.
    const module = createRequire(__filename)(join(folder, "sqlparser_rs_wasm.js")) as ParserModule;
    module.initSync({ module: readFileSync(join(folder, "sqlparser_rs_wasm_bg.wasm")) });
    loaded = module;
  }
  return loaded;
}

/** The statements of a text of Databricks SQL, or what the parser says of it. */
function parseSql(text: string): readonly SqlTree[] | { readonly fault: string } {
  try {
    // The shape is that of the parser's version, which package-lock.json fixes.
    return parser().parse_sql("databricks", text) as SqlTree[];
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** The parser throws plain objects with a message; its recursion limit, and a trap of the machine, are errors. */
function messageOf(error: unknown): string {
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
  return message.replace(/^sql parser error: /, "");
}
