import { quotedParts } from "../../sql/scan-text";
import { isRecord } from "../fixtures/cell-sql";
import type { HistoryTable } from "./rows-behind";

/** Other texts in the place of those of the rows: the same for the same one, in whichever table. */
export class Pseudonyms {
  readonly #named: readonly string[];
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** What a text of the query says, or is like, stays: the query tells it from others. */
  constructor(queryText: string) {
    this.#named = quotedParts(queryText)
      .filter(({ text }) => /^['"]/.test(text))
      .flatMap(({ text }) =>
        text
          .slice(1, -1)
          .toLowerCase()
          .split(/[%_\\]+/),
      )
      .filter((part) => part.length > 1);
  }

  /** The tables with other texts in the columns that `isWanted` chooses. Days and moments are no texts. */
  of(tables: readonly HistoryTable[], isWanted: (column: string) => boolean): HistoryTable[] {
    return tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => {
            const type = table.schema.get(column);
            const isText = type?.kind !== "scalar" || type.name === "string";
            return [
              column,
              isText && isWanted(`${table.name}.${column}`) ? this.#other(column, value) : value,
            ];
          }),
        ),
      ),
    }));
  }

  #other(name: string, value: unknown): unknown {
    if (typeof value === "string") return this.#text(name, value);
    if (Array.isArray(value)) return value.map((one) => this.#other(name, one));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#other(key, inner)]));
  }

  #text(name: string, text: string): string {
    const lower = text.toLowerCase();
    if (text === "" || this.#named.some((part) => lower.includes(part))) return text;
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const other = text.includes("@")
      ? `${name}-${count}@example.com`
      : /^\d+$/.test(text)
        ? String(1000 + this.#known.size)
        : `${name}-${count}`;
    this.#known.set(text, other);
    return other;
  }
}
