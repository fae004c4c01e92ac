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
    const text = withSeparateSets(withDescriptions(withCasts(sql)));
    const first = polyglot.parse(text, polyglot.Dialect.Databricks);
    const second =
      first.success || text.includes(MARK)
        ? undefined
        : polyglot.parse(withPlainCalls(text), polyglot.Dialect.Databricks);
    const result = second?.success ? second : first;
    const trees = (result.ast ?? []) as Json[];
    const [statement, more] = second?.success ? withoutMarks(trees) : trees;
    if (!result.success || statement === undefined) throw notParsed(sql, result.error ?? "");
    if (more !== undefined) throw syntaxError(";", "one statement at a time");
    return SyntaxNode.of(statement);
  };
  // The first call compiles most of the module: pay that here, in the background.
  parse("SELECT a.b, count(*) FROM t AS a JOIN u USING (x) WHERE c = 1 GROUP BY ALL");
  return { parse };
}

/** Texts, quoted names and comments: nothing in them is code. */
const SKIPPED = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|--[^\n]*|\/\*.*?\*\//s.source;

/** The pattern, in code: what it skips is a match without groups. */
function inCode({ source }: RegExp): RegExp {
  return new RegExp(`${source}|${SKIPPED}`, "gis");
}

const CALLED = inCode(/(?<![\w.])([a-z]\w*)(?=\()/);

/** Before a name that the parser shall not know. */
const MARK = "\u0001";
const ESCAPED_MARK = "\\u0001";

/**
 * The parser has arguments of its own in mind for many functions, and refuses others; with a name that it does not know a call is
 * a call like any other, so that the function itself says what it takes.
 */
function withPlainCalls(sql: string): string {
  return sql.replace(CALLED, (text, called: string | undefined) =>
    called === undefined ||
    /^(?:VALUES|IN|AND|OR|NOT|OVER|ON|USING|EXISTS|CAST|TRY_CAST|STRUCT|AS|ANY|ALL|SOME)$/i.test(called)
      ? text
      : `\`${MARK}${called}\``,
  );
}

function withoutMarks(trees: Json[]): Json[] {
  return JSON.parse(JSON.stringify(trees).replaceAll(ESCAPED_MARK, "")) as Json[]; // the same trees
}

/** Literals that the parser does not read, as casts. */
function withCasts(sql: string): string {
  return /\bTIMESTAMP_(?:NTZ|LTZ)\s*'/i.test(sql) ? sql.replaceAll(NTZ_LITERAL, asCast) : sql;
}

const NTZ_LITERAL = inCode(/\b(TIMESTAMP_(?:NTZ|LTZ))\s*('(?:[^'\\]|\\.)*')/);

function asCast(all: string, type: string | undefined, text: string | undefined): string {
  return type === undefined || text === undefined ? all : `CAST(${text} AS ${type})`;
}

const DESCRIPTION = inCode(
  /\(\s*DESC(?:RIBE)?\s+(HISTORY|DETAIL)\s+((?:\w+|`[^`]*`)(?:\.(?:\w+|`[^`]*`))*)(\s+LIMIT\s+\d+)?\s*\)/,
);

/** Of `(DESC HISTORY t LIMIT 1)` the parser reads neither DESC nor LIMIT. */
function withDescriptions(sql: string): string {
  if (!/\(\s*DESC/i.test(sql)) return sql;
  return sql.replaceAll(
    DESCRIPTION,
    (all: string, style: string | undefined, name: string | undefined, limit = "") => {
      if (style === undefined || name === undefined) return all;
      const described = `(DESCRIBE ${style} ${name})`;
      return limit === "" ? described : `(SELECT * FROM ${described}${limit})`;
    },
  );
}

const PARENTHESES = inCode(
  /(?:\b(FROM|JOIN|LATERAL)\s*)?(\()|(\))(?=((?:\s|--[^\n]*\n|\/\*.*?\*\/)*(?:UNION|EXCEPT|MINUS|INTERSECT)\b)?)/s,
);

/**
 * Behind a subquery in FROM that has no name the parser takes a set operation for the subquery's own: `SELECT a FROM (SELECT …)
 * UNION ALL SELECT …` would be one SELECT. A condition between them keeps them apart.
 */
function withSeparateSets(sql: string): string {
  if (!/\)\s*(?:UNION|EXCEPT|MINUS|INTERSECT|--|\/\*)/i.test(sql)) return sql;
  const isSource: boolean[] = [];
  return sql.replaceAll(
    PARENTHESES,
    (
      all: string,
      place: string | undefined,
      open: string | undefined,
      close: string | undefined,
      set: string | undefined,
    ) => {
      if (open !== undefined) isSource.push(place !== undefined);
      if (close === undefined) return all;
      const isClosed = isSource.pop();
      return isClosed && set !== undefined ? `${all} WHERE TRUE` : all;
    },
  );
}

const QUOTED = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`/gs;

/** Databricks SQL that the parser does not read. */
const REFUSED_SYNTAX: readonly (readonly [RegExp, string])[] = [
  [/\|>/, "pipe syntax (|>)"],
  [/\bMAX\s+RECURSION\s+LEVEL\b/i, "MAX RECURSION LEVEL"],
  [/\(\s*SHOW\b/i, "SHOW in FROM"],
  [/\bCOLLATE\b/i, "COLLATE"],
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
