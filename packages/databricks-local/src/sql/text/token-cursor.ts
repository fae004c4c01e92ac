import { syntaxError, unsupported } from "../sql-faults";
import type { Token } from "./tokenize";

/** Reads a statement's tokens from left to right; keywords are given in upper case. */
export class TokenCursor {
  #index = 0;

  readonly #sql: string;
  readonly #tokens: readonly Token[];

  constructor(sql: string, tokens: readonly Token[]) {
    this.#sql = sql;
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token | undefined {
    return this.#tokens[this.#index + ahead];
  }

  rest(): readonly Token[] {
    return this.#tokens.slice(this.#index);
  }

  get atEnd(): boolean {
    return this.peek() === undefined;
  }

  /** Whether the next tokens are these words or symbols. */
  sees(...texts: string[]): boolean {
    return texts.every((text, ahead) => isText(this.peek(ahead), text));
  }

  /** Steps over these words or symbols if they come next. */
  accept(...texts: string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.#index += texts.length;
    return true;
  }

  expect(...texts: string[]): void {
    for (const text of texts) if (!this.accept(text)) throw this.unexpected(`expected ${text}`);
  }

  next(): Token {
    const token = this.peek();
    if (!token) throw this.unexpected();
    this.#index += 1;
    return token;
  }

  identifier(): string {
    const token = this.peek();
    if (token?.kind !== "word" && token?.kind !== "quoted") throw this.unexpected("expected a name");
    this.#index += 1;
    return token.value;
  }

  /** `a.b.c`, one to three parts. */
  name(): string[] {
    const parts = [this.identifier()];
    while (this.accept(".")) parts.push(this.identifier());
    return parts;
  }

  string(): string {
    const token = this.peek();
    if (token?.kind !== "string") throw this.unexpected("expected a string");
    this.#index += 1;
    return token.value;
  }

  number(): number {
    const token = this.peek();
    if (token?.kind !== "number") throw this.unexpected("expected a number");
    this.#index += 1;
    return Number(token.value);
  }

  /** `( item, item, … )` */
  list<T>(item: () => T): T[] {
    this.expect("(");
    const items = [item()];
    while (this.accept(",")) items.push(item());
    this.expect(")");
    return items;
  }

  /** The source text up to a top-level token for which `stops` holds, or a closing bracket. */
  textUntil(stops: (token: Token) => boolean): string {
    const first = this.peek();
    let depth = 0;
    for (let token = this.peek(); token; token = this.peek()) {
      if (depth === 0 && (token.text === ")" || stops(token))) break;
      if (token.text === "(" || token.text === "[") depth += 1;
      if (token.text === ")" || token.text === "]") depth -= 1;
      this.#index += 1;
    }
    const last = this.#tokens[this.#index - 1];
    if (!first || !last || last.end <= first.start) throw this.unexpected("expected an expression");
    return this.#sql.slice(first.start, last.end);
  }

  /** The statement must be over. */
  end(): void {
    if (!this.atEnd) throw this.unexpected();
  }

  unexpected(hint = ""): Error {
    return syntaxError(this.peek()?.text ?? "", hint);
  }

  /** A clause that Databricks has and this workspace has not. */
  refuse(statement: string): Error {
    return unsupported(`${this.peek()?.text.toUpperCase() ?? "this"} in ${statement}`);
  }
}

function isText(token: Token | undefined, text: string): boolean {
  if (token?.kind === "word") return token.text.toUpperCase() === text;
  return token?.kind === "symbol" && token.text === text;
}
