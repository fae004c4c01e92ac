import type { SqlParameter } from "../sql-engine";
import { unboundParameter, unknownType } from "../sql-faults";
import { writtenName } from "../text/statement-text";
import { parseType } from "../types/parse-type";
import { duckDbType, simpleType, type SqlType, typeName } from "../types/sql-type";

/** The values bound to a statement. They travel as prepared-statement values, never as text of the statement. */
export class BoundParameters {
  readonly #used: string[] = [];

  readonly #given: ReadonlyMap<string, SqlParameter>;

  constructor(given: ReadonlyMap<string, SqlParameter>) {
    this.#given = given;
  }

  /** The expression that stands for `:name`: its value, cast to the type that it was given. */
  use(name: string): string {
    const parameter = this.#given.get(name);
    if (!parameter) throw unboundParameter(writtenName(name));
    if (!this.#used.includes(name)) this.#used.push(name);
    const marker = `$${this.#used.indexOf(name) + 1}`;
    const type = this.typeOf(name);
    // An untyped NULL fits every column.
    if (parameter.value === null && typeName(type) === "void") return "NULL";
    return `CAST(${marker} AS ${duckDbType(type)})`;
  }

  typeOf(name: string): SqlType {
    const type = this.#given.get(name)?.type;
    if (type === undefined) return simpleType("string");
    const parsed = parseType(type);
    // Neither the API nor the driver carries any but scalar values.
    if (parsed.kind !== "simple" && parsed.kind !== "decimal") throw unknownType(type);
    return parsed;
  }

  /** The value of `:name` as it was given, and its type; undefined: there is none. */
  given(name: string): { readonly value: string | null; readonly type: SqlType } | undefined {
    const parameter = this.#given.get(name);
    return parameter && { value: parameter.value ?? null, type: this.typeOf(name) };
  }

  /** The same values for a text of its own. */
  anew(): BoundParameters {
    return new BoundParameters(this.#given);
  }

  /** The values of the markers that were printed, in their order. */
  values(): (string | null)[] {
    return this.#used.map((name) => this.#given.get(name)?.value ?? null);
  }
}

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
  readonly #known = new Map<string, Constant>();

  value(expression: string, values: readonly (string | null)[]): Constant {
    const value = this.#known.get(key(expression, values));
    if (!value) throw new UnknownConstant(expression, values);
    return value;
  }

  set({ expression, values }: UnknownConstant, value: Constant): void {
    this.#known.set(key(expression, values), value);
  }
}

function key(expression: string, values: readonly (string | null)[]): string {
  return JSON.stringify([expression, values]);
}
