import type { SqlParameter } from "../sql-engine";
import { unboundParameter, unknownType } from "../sql-faults";
import { writtenName } from "../text/statement-text";
import { commonType } from "../types/coercion";
import { parseType } from "../types/parse-type";
import { duckDbType, simpleType, type SqlType, typeName } from "../types/sql-type";
import { typed, type Typed } from "./typed";

/** The values bound to a statement. They travel as prepared-statement values, never as text of the statement. */
export class BoundParameters {
  readonly #used = new Map<string, Typed>();
  readonly #values: (string | null)[] = [];

  readonly #given: ReadonlyMap<string, SqlParameter>;

  constructor(given: ReadonlyMap<string, SqlParameter>) {
    this.#given = given;
  }

  /** The expression that stands for `:name`: its value, cast to the type that it was given. */
  use(name: string): Typed {
    const used = this.#used.get(name) ?? this.#bound(this.#parameter(name));
    this.#used.set(name, used);
    return used;
  }

  /** The value of `:name` as it was given, and its type; undefined: there is none. */
  given(name: string): { readonly value: string | null; readonly type: SqlType } | undefined {
    const parameter = this.#given.get(name);
    if (!parameter || parameter.elements !== undefined) return undefined;
    return { value: parameter.value, type: parseType(parameter.type ?? "STRING") };
  }

  /** The same values for a text of its own. */
  anew(): BoundParameters {
    return new BoundParameters(this.#given);
  }

  /** The values of the markers that were printed, in their order. */
  values(): (string | null)[] {
    return this.#values;
  }

  #parameter(name: string): SqlParameter {
    const parameter = this.#given.get(name);
    if (!parameter) throw unboundParameter(writtenName(name));
    return parameter;
  }

  #bound({ type: word = "STRING", value, elements }: SqlParameter): Typed {
    if (elements !== undefined) return this.#collection(word, elements);
    const type = parseType(word);
    if (type.kind !== "simple" && type.kind !== "decimal") throw unknownType(word);
    // An untyped NULL fits every column, and whatever is bound as one is NULL.
    if (typeName(type) === "void") return typed("NULL", type);
    this.#values.push(value);
    return typed(`CAST($${this.#values.length} AS ${duckDbType(type)})`, type);
  }

  /** `ARRAY` of its elements; `MAP` of keys and values in turn. */
  #collection(word: string, elements: readonly SqlParameter[]): Typed {
    const bound = elements.map((element) => this.#bound(element));
    const collection = word.toUpperCase().replace(/<.*$/s, "");
    if (collection === "ARRAY") return list(bound);
    if (collection !== "MAP" || elements.length % 2 !== 0) throw unknownType(word);
    const [keys, values] = [0, 1].map((side) => list(bound.filter((_, index) => index % 2 === side)));
    if (keys?.type?.kind !== "array" || values?.type?.kind !== "array") throw unknownType(word);
    return typed(`MAP(${keys.text}, ${values.text})`, {
      kind: "map",
      key: keys.type.element,
      value: values.type.element,
    });
  }
}

function list(elements: readonly Typed[]): Typed {
  const element = commonType(elements.map(({ type }) => type)) ?? simpleType("void");
  const type: SqlType = { kind: "array", element };
  return typed(`CAST([${elements.map(({ text }) => text).join(", ")}] AS ${duckDbType(type)})`, type);
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
