import type { ColumnNotes, TableNotes } from "./store/table-notes";
import { parseType } from "./types/parse-type";
import { duckDbType, identifier } from "./types/sql-type";

interface SystemColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string;
}

/** A table of the catalog `system` that the workspace fills: not even the set-up changes it. */
export interface SystemTable {
  readonly schema: string;
  readonly table: string;
  readonly comment: string;
  readonly columns: readonly SystemColumn[];
  /** A query of DuckDB that gives the columns, made when the table is read. */
  readonly rows: string;
}

export const SYSTEM_CATALOG = "system";

export function notesOfSystemTable({ schema, table, comment, columns, rows }: SystemTable): TableNotes {
  const named = columns.map((column): ColumnNotes => ({ ...column, nullable: true, default: undefined }));
  const selected = columns.map(({ name, type }) => {
    const column = identifier(name);
    return `CAST(${column} AS ${duckDbType(parseType(type))}) AS ${column}`;
  });
  return {
    catalog: SYSTEM_CATALOG,
    schema,
    table,
    comment,
    columns: named,
    id: `${SYSTEM_CATALOG}.${schema}.${table}`,
    createdAt: new Date(0).toISOString(),
    properties: new Map(),
    checks: [],
    keys: [],
    systemRows: `(SELECT ${selected.join(", ")} FROM (${rows}))`,
  };
}
