import { cellSchema } from "./cell-schema";
import { NOW, type ColumnSpec, type ConfigTableSpec, type RowOf } from "./column-spec";

/** A cell as the database gave it, and every rule that it breaks. */
export interface BrokenCell {
  readonly column: string;
  readonly rule: string;
}

export interface ReadRow<Table extends ConfigTableSpec> {
  /** Where a cell is broken, a stand-in takes its place, so that the other cells can be checked in the same run. */
  readonly row: RowOf<Table>;
  readonly broken: readonly BrokenCell[];
}

export type RawRow = Readonly<Record<string, unknown>>;

/**
 * Reads rows of one table. A missing or NULL cell takes the column's default; columns that the table does not
 * list are other people's and are left alone.
 */
export function rowReader<Table extends ConfigTableSpec>(table: Table): (raw: RawRow) => ReadRow<Table> {
  const cells = table.columns.map((column) => ({ column, schema: cellSchema(column) }));
  return (raw) => {
    const broken: BrokenCell[] = [];
    const entries = cells.map(({ column, schema }) => {
      const result = schema.safeParse(raw[column.name]);
      if (result.success) {
        return [column.name, result.data];
      }
      const rules = new Set(result.error.issues.map(({ message }) => message));
      broken.push(...[...rules].map((rule) => ({ column: column.name, rule })));
      return [column.name, standIn(column)];
    });
    // RowOf is made from the same list as the entries; fromEntries cannot know it.
    return { row: Object.fromEntries(entries) as RowOf<Table>, broken };
  };
}

function standIn(column: ColumnSpec): unknown {
  if (column.default !== undefined && column.default !== NOW) {
    return column.default;
  }
  return column.nullable ? null : (column.values?.[0] ?? (column.type === "ARRAY<STRING>" ? [] : ""));
}
