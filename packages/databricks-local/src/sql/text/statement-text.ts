import type { SqlParameter } from "../sql-engine";
import { syntaxError } from "../sql-faults";
import { resolveIdentifiers } from "./identifier-clause";
import { joinRoutineNames } from "./routine-names";
import { TokenCursor } from "./token-cursor";
import { type Token, tokenize } from "./tokenize";
import { withPositives } from "./unary-plus";
import { keepWritten } from "./written-words";

/** One statement: its tokens, and its text without comments, in which every `?` has a name. */
export class StatementText {
  private constructor(
    readonly sql: string,
    readonly tokens: readonly Token[],
  ) {}

  static of(sql: string, parameters: readonly SqlParameter[] = []): StatementText {
    const values = parametersByName(parameters);
    const tokens = resolveIdentifiers(named(tokenize(sql)), ({ value }) => values.get(value));
    while (tokens.at(-1)?.text === ";") tokens.pop();
    const [first] = tokens;
    if (!first) throw syntaxError("");
    const semicolon = tokens.find((token) => token.text === ";");
    if (semicolon) throw syntaxError(";", "one statement at a time");
    return new StatementText(sql, tokens);
  }

  cursor(): TokenCursor {
    return new TokenCursor(this.sql, this.tokens);
  }

  /** What the cursor has not read yet, such as the query behind EXPLAIN. */
  behind(cursor: TokenCursor): StatementText {
    const tokens = cursor.rest();
    if (tokens.length === 0) throw syntaxError("");
    return new StatementText(this.sql, tokens);
  }

  /** The parser keeps comments as nodes, numbers no markers and takes no keyword for a parameter's name. */
  normalized(): string {
    return joined(this.tokens);
  }

  /** The same with marks, so that the tree says what the names of columns depend of. */
  forParser(): string {
    return joined(keepWritten(withPositives(joinRoutineNames(this.tokens))));
  }
}

function joined(tokens: readonly Token[]): string {
  let text = "";
  let previous: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.start > (previous?.end ?? 0)) text += " ";
    if (isOrderedValues(tokens, index)) text += "SELECT * FROM ";
    if (token.kind === "marker" || token.kind === "parameter") text += bound(token.value, previous);
    else if (token.kind === "number") text += decimalLiteral(token.text);
    else if (token.text === "!" && tokens[index + 1]?.text !== "=") text += " NOT ";
    // The parser does not know all escapes.
    else if (token.kind === "string") text += quotedString(token.value);
    else if (isListedAlias(tokens, index)) text += `\`${token.text}\``;
    else text += token.text;
    previous = token;
  }
  return text;
}

/** Gives markers, in their order, and parameters the names that the parser is given. */
function named(tokens: readonly Token[]): Token[] {
  let markers = 0;
  return tokens.map((token) => {
    if (token.kind === "marker") return { ...token, value: markerName((markers += 1)) };
    return token.kind === "parameter" ? { ...token, value: parameterName(token.value) } : token;
  });
}

/** The parser takes `[:` for a slice, and no bare parameter behind LIMIT. */
function bound(name: string, previous: Token | undefined): string {
  return /^(\[|LIMIT|OFFSET)$/i.test(previous?.text ?? "") ? `(:${name})` : `:${name}`;
}

/** A name in `AS (key, value)`, which may be a keyword of the parser. */
function isListedAlias(tokens: readonly Token[], at: number): boolean {
  if (tokens[at]?.kind !== "word") return false;
  let start = at - 1;
  while (tokens[start]?.text === "," && tokens[start - 1]?.kind === "word") start -= 2;
  if (tokens[start]?.text !== "(" || tokens[start - 1]?.text.toUpperCase() !== "AS") return false;
  const next = tokens[at + 1]?.text;
  return next === "," || next === ")";
}

/** A point makes `1BD` and `1e2BD` what they are. */
function decimalLiteral(text: string): string {
  const [, whole = "", fraction = "", exponent = "0"] = /^(\d*)\.?(\d*)(?:e([+-]?\d+))?bd$/i.exec(text) ?? [];
  if (!/bd$/i.test(text)) return text;
  const places = Number(exponent);
  const digits = `${"0".repeat(Math.max(0, -places))}${whole}${fraction}${"0".repeat(Math.max(0, places - fraction.length))}`;
  const point = Math.max(0, -places) + whole.length + places;
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `VALUES (1), (2) LIMIT 1`: the parser knows what follows only behind a SELECT. */
function isOrderedValues(tokens: readonly Token[], at: number): boolean {
  const isFirst = at === 0 || tokens[at - 1]?.text === "(";
  if (!isFirst || tokens[at]?.text.toUpperCase() !== "VALUES") return false;
  let depth = 0;
  for (const { kind, text } of tokens.slice(at)) {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    if (depth < 0) return false;
    if (depth === 0 && kind === "word" && /^(ORDER|LIMIT|OFFSET)$/i.test(text)) return true;
  }
  return false;
}

function quotedString(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** The names that the parser is given; no user can write them, for theirs start with a letter. */
function markerName(position: number): string {
  return `_marker_${position}`;
}

function parameterName(name: string): string {
  return `_named_${name}`;
}

/** What the user wrote: `name`, or `?`. */
export function writtenName(name: string): string {
  return name.startsWith("_marker_") ? "?" : name.replace(/^_named_/, "");
}

/** Parameters by the name that the parser is given. */
export function parametersByName(parameters: readonly SqlParameter[]): ReadonlyMap<string, SqlParameter> {
  let position = 0;
  return new Map(
    parameters.map((parameter) => {
      const { name } = parameter;
      return [name === undefined ? markerName((position += 1)) : parameterName(name), parameter] as const;
    }),
  );
}
