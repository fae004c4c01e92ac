import type { SqlParameter } from "../sql-engine";
import { syntaxError } from "../sql-faults";
import { TokenCursor } from "./token-cursor";
import type { Token } from "./token";
import { tokenize } from "./tokenize";

/** One statement: its tokens, and its text without comments, in which every `?` has a name. */
export class StatementText {
  private constructor(
    readonly sql: string,
    readonly tokens: readonly Token[],
  ) {}

  static of(sql: string): StatementText {
    const tokens = tokenize(sql);
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

  /** For the parser, which keeps comments as nodes and numbers no markers. */
  normalized(): string {
    let markers = 0;
    let text = "";
    let previousEnd = 0;
    for (const token of this.tokens) {
      if (token.start > previousEnd) text += " ";
      const name = token.kind === "marker" ? `:${markerName((markers += 1))}` : token.text;
      const isBound = token.kind === "marker" || token.kind === "parameter";
      // The parser takes `[:` for a slice.
      if (isBound) text += text.endsWith("[") ? `(${name})` : name;
      else if (token.kind === "number") text += token.text.replace(/bd$/i, "");
      else text += token.text;
      previousEnd = token.end;
    }
    return text;
  }
}

/** The name that the n-th `?` goes by; no user can write it, for names start with a letter. */
export function markerName(position: number): string {
  return `_marker_${position}`;
}

/** Parameters by name; positional ones by their marker's name. */
export function parametersByName(parameters: readonly SqlParameter[]): ReadonlyMap<string, SqlParameter> {
  let position = 0;
  return new Map(
    parameters.map((parameter) => [parameter.name ?? markerName((position += 1)), parameter] as const),
  );
}
