import type { Fault } from "./row-faults";
import type { AlertColumnName } from "./tables/alert-configurations";
import type { BrokenCell, RawRow } from "./tables/row-reader";

/** Notes on a row of alert_configurations. */
export type AlertNotes = RowNotes<AlertColumnName>;

/** Takes down what is wrong with one row while its parts are read. `Column`: the table's column names. */
export class RowNotes<Column extends string> {
  readonly faults: Fault[] = [];
  readonly warnings: Fault[] = [];
  readonly #broken: ReadonlySet<string>;

  readonly #table: string;
  readonly #raw: RawRow;

  constructor(
    table: string,
    /** How messages name the row. */
    readonly row: string,
    raw: RawRow,
    broken: readonly BrokenCell[],
  ) {
    this.#table = table;
    this.#raw = raw;

    this.#broken = new Set(broken.map(({ column }) => column));
    this.faults.push(...broken.map(({ column, rule }) => this.#note(column, rule, raw[column])));
  }

  /** Whether the cell was found unusable when the row was read: a stand-in is in its place. */
  isBroken(column: Column): boolean {
    return this.#broken.has(column);
  }

  /** The answer is what the part that cannot be read becomes. */
  fault(column: Column, rule: string, value: unknown = this.#raw[column]): undefined {
    if (!this.isBroken(column)) this.faults.push(this.#note(column, rule, value));
  }

  /** Without the cell: what stands there may be a secret. */
  hiddenFault(column: Column, rule: string): void {
    this.faults.push({ table: this.#table, row: this.row, column, rule });
  }

  warning(column: Column, rule: string, value: unknown = this.#raw[column]): void {
    this.warnings.push(this.#note(column, rule, value));
  }

  /** Whatever `work` takes down stands in the order of these columns, whichever it came to first. */
  inOrderOf(columns: readonly string[], work: () => void): void {
    const [faults, warnings] = [this.faults.length, this.warnings.length];
    work();
    const place = ({ column = "" }: Fault) => columns.indexOf(column);
    const byPlace = (one: Fault, other: Fault) => place(one) - place(other);
    this.faults.push(...this.faults.splice(faults).sort(byPlace));
    this.warnings.push(...this.warnings.splice(warnings).sort(byPlace));
  }

  #note(column: string, rule: string, value: unknown): Fault {
    return { table: this.#table, row: this.row, column, ...(value !== undefined && { value }), rule };
  }
}

/** How messages name each row: by its key, and by its number where the key does not tell it apart. */
export function rowLabels(rows: readonly RawRow[], key: string): string[] {
  const keys = rows.map((row) => {
    const cell = row[key];
    return typeof cell === "string" && cell.trim() !== "" ? cell : undefined;
  });
  return keys.map((text, index) => {
    const number = `#${index + 1}`;
    return text === undefined
      ? number
      : keys.indexOf(text) === keys.lastIndexOf(text)
        ? text
        : `${text} (${number})`;
  });
}
