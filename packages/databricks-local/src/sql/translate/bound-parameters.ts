import type { SqlParameter } from "../sql-engine";
import { unboundParameter, unknownType } from "../sql-faults";
import { writtenName } from "../text/statement-text";
import { parseType } from "../types/parse-type";
import { duckDbType, simpleType, typeName, type SqlType } from "../types/sql-type";

/** The values bound to a statement. They travel as prepared-statement values, never as text of the statement. */
export class BoundParameters {
  private readonly used: string[] = [];

  constructor(private readonly given: ReadonlyMap<string, SqlParameter>) {}

  /** The expression that stands for `:name`: its value, cast to the type that it was given. */
  use(name: string): string {
    const parameter = this.given.get(name);
    if (!parameter) throw unboundParameter(writtenName(name));
    if (!this.used.includes(name)) this.used.push(name);
    const marker = `$${this.used.indexOf(name) + 1}`;
    const type = this.typeOf(name);
    // An untyped NULL fits every column.
    if (parameter.value === null && typeName(type) === "void") return "NULL";
    return `CAST(${marker} AS ${duckDbType(type)})`;
  }

  typeOf(name: string): SqlType {
    const type = this.given.get(name)?.type;
    if (type === undefined) return simpleType("string");
    const parsed = parseType(type);
    // Neither the API nor the driver carries any but scalar values.
    if (parsed.kind !== "simple" && parsed.kind !== "decimal") throw unknownType(type);
    return parsed;
  }

  /** The same values for a text of its own. */
  anew(): BoundParameters {
    return new BoundParameters(this.given);
  }

  /** The values of the markers that were printed, in their order. */
  values(): (string | null)[] {
    return this.used.map((name) => this.given.get(name)?.value ?? null);
  }
}
