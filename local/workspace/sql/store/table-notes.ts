import type { TableName } from "./physical-name";

/** What we know about a table besides its rows; kept in the catalog's own file, so that DDL is one transaction. */
export interface TableNotes extends TableName {
  readonly comment: string | undefined;
  readonly createdAt: string;
  readonly columns: readonly ColumnNotes[];
  readonly properties: ReadonlyMap<string, string>;
  readonly checks: readonly CheckNotes[];
  readonly keys: readonly KeyNotes[];
}

export interface ColumnNotes {
  readonly name: string;
  /** As DESCRIBE prints it. */
  readonly type: string;
  readonly nullable: boolean;
  /** The expression as the user wrote it. */
  readonly default: string | undefined;
  readonly comment: string | undefined;
}

export interface CheckNotes {
  readonly name: string;
  readonly expression: string;
}

/** PRIMARY KEY and FOREIGN KEY: said, not enforced, as on Databricks. */
export interface KeyNotes {
  readonly name: string;
  readonly kind: "PRIMARY KEY" | "FOREIGN KEY";
  readonly columns: readonly string[];
  readonly references?: { readonly table: TableName; readonly columns: readonly string[] } | undefined;
}

export function findColumn(table: TableNotes, name: string): ColumnNotes | undefined {
  return table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}
