import { SqlError, type SqlParameter } from "../../sql/sql-engine";
import type { SqlItem, SqlPart } from "./parse-sql";

/** The values of a notebook's widgets: what the run was given goes before what a widget is made with. */
export class Widgets {
  readonly #values: Map<string, string>;

  constructor(private readonly given: Readonly<Record<string, string>>) {
    this.#values = new Map(Object.entries(given));
  }

  apply(item: Exclude<SqlItem, { kind: "statement" }>): void {
    if (item.kind === "remove-widget") this.#values.delete(item.name);
    else this.#values.set(item.name, this.given[item.name] ?? item.value);
  }

  /** The statement with its widgets' values in it. */
  fill(parts: readonly SqlPart[]): string {
    return parts
      .map((part) => {
        if (typeof part === "string") return part;
        const value = this.#values.get(part.widget);
        if (value === undefined) {
          throw new SqlError(
            "INPUT_WIDGET_NOT_DEFINED",
            "42000",
            `No input widget named ${part.widget} is defined.`,
          );
        }
        return part.quoted ? `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'` : value;
      })
      .join("");
  }

  /** Widgets are STRINGs; a marker without one is for the engine to refuse. */
  bind(markers: readonly string[]): SqlParameter[] {
    return markers.flatMap((name) => {
      const value = this.#values.get(name);
      return value === undefined ? [] : [{ name, type: "STRING", value }];
    });
  }
}
