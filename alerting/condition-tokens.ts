/** A word or sign of a condition in one line. */
export interface Token {
  readonly offset: number;
  readonly kind: "word" | "quoted" | "text" | "number" | "sign" | "parameter" | "other";
  /** As it was meant: without quotes. */
  readonly text: string;
}

const TOKENS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["parameter", /\$\{([^}]*)\}?/y],
  ["quoted", /`((?:[^`]|``)+)`/y],
  ["text", /'((?:[^']|'')*)'|"((?:[^"]|"")*)"/y],
  ["number", /[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\p{L}_])/uy],
  ["word", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["sign", /[<>=!]+/y],
  ["other", /[^\s]/y],
];

/** The token at `offset`; the end of the line is one without text. */
function tokenAt(line: string, offset: number): Token & { readonly end: number } {
  const start = offset + (/^\s*/.exec(line.slice(offset))?.[0].length ?? 0);
  for (const [kind, pattern] of TOKENS) {
    pattern.lastIndex = start;
    const found = pattern.exec(line);
    if (found === null) continue;
    const inner = found[1] ?? found[2] ?? found[0];
    const text =
      kind === "quoted"
        ? inner.replaceAll("``", "`")
        : kind === "text"
          ? inner.replaceAll(found[0].slice(0, 1).repeat(2), found[0].slice(0, 1))
          : inner;
    return { kind, text, offset: start, end: start + found[0].length };
  }
  return { kind: "other", text: "", offset: line.length, end: line.length };
}

function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  for (let at = tokenAt(line, 0); ; at = tokenAt(line, at.end)) {
    tokens.push(at);
    if (at.text === "" && at.offset === line.length) return tokens;
  }
}

/** What is wrong with a line, and where. */
export class LineFault extends RangeError {
  constructor(
    readonly offset: number,
    rule: string,
  ) {
    super(rule);
  }
}

/** A line that is read from its beginning. */
export class Tokens {
  readonly #line: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(line: string) {
    this.#line = line;
    this.#tokens = tokensOf(line);
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: "other", text: "", offset: this.#line.length };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** Goes behind what the pattern says of the rest of the line, where it begins it. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    const { offset } = this.peek();
    const found = pattern.exec(this.#line.slice(offset)) ?? undefined;
    if (found === undefined) return undefined;
    while (this.peek().text !== "" && this.peek().offset < offset + found[0].length) this.#at += 1;
    return found;
  }

  /** From the token on. */
  rest({ offset }: Token): string {
    return this.#line.slice(offset);
  }
}
