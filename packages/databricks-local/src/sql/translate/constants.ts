/** A value that must be known before a statement can be printed, such as the version to read. */
export interface Constant {
  /** DuckDB's name of its type. */
  readonly type: string;
  /** Null for NULL. */
  readonly text: string | null;
}

/** Thrown by the printing that meets a constant whose value is not known yet; the printing begins again once it is. */
export class UnknownConstant extends Error {
  override readonly name = "UnknownConstant";

  constructor(
    /** DuckDB's text of the expression. */
    readonly expression: string,
    /** Those that it binds. */
    readonly values: readonly (string | null)[],
  ) {
    super(`The value of ${expression} is not known.`);
  }
}

/** The values of constant expressions, by their DuckDB text and what it binds. */
export class Constants {
  private readonly known = new Map<string, Constant>();

  value(expression: string, values: readonly (string | null)[]): Constant {
    const value = this.known.get(key(expression, values));
    if (!value) throw new UnknownConstant(expression, values);
    return value;
  }

  set({ expression, values }: UnknownConstant, value: Constant): void {
    this.known.set(key(expression, values), value);
  }
}

function key(expression: string, values: readonly (string | null)[]): string {
  return JSON.stringify([expression, values]);
}
