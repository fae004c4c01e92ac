import type { TableName } from "./physical-name";

/** What each version of a table has of its own besides its rows. */
export interface TableMetadata {
  readonly columns: readonly ColumnNotes[];
  readonly properties: ReadonlyMap<string, string>;
  readonly checks: readonly CheckNotes[];
}

/** What we know about a table besides its rows; kept in the catalog's own file, so that DDL is one transaction. */
export interface TableNotes extends TableName, TableMetadata {
  /** Stays the same whatever the table is called; a table that is dropped and created again has a new one. */
  readonly id: string;
  readonly comment: string | undefined;
  readonly createdAt: string;
  readonly keys: readonly KeyNotes[];
  /** What a view stands for; its columns' `stored` names are those of the query. */
  readonly view?: ViewNotes | undefined;
  /** Where the rows of a table that the workspace fills come from, as DuckDB reads it; no statement changes it. */
  readonly systemRows?: string | undefined;
}

export interface ViewNotes {
  readonly query: string;
  /** Where the query's names are looked for: the session's catalog and schema when the view was made. */
  readonly catalog: string;
  readonly schema: string;
}

export interface ColumnNotes {
  readonly name: string;
  /** The name in DuckDB, where it differs from the column's. */
  readonly stored?: string | undefined;
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

export function columnNotes(table: TableMetadata, name: string): ColumnNotes | undefined {
  return table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

export function hasChangeFeed({ properties }: TableMetadata): boolean {
  return properties.get("delta.enableChangeDataFeed")?.toLowerCase() === "true";
}

export function metadataText({ columns, properties, checks }: TableMetadata): string {
  return JSON.stringify({ columns, properties: [...properties], checks });
}

export function metadataOf(text: string): TableMetadata {
  // `metadataText` wrote it.
  const stored = JSON.parse(text) as Omit<TableMetadata, "properties"> & { properties: [string, string][] };
  return { ...stored, properties: new Map(stored.properties) };
}
