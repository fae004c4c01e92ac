import { identifier } from "../types/sql-type";

/** DuckDB has schemas of these names in every database. */
const TAKEN = new Set(["main", "pg_catalog", "information_schema", "temp"]);

/** The name under which a catalog's file is attached; the prefix keeps `main`, `system` and `temp` apart from DuckDB's. */
export function databaseName(catalog: string): string {
  return `catalog:${catalog}`;
}

export function physicalSchema(catalog: string, schema: string): string {
  return `${identifier(databaseName(catalog))}.${identifier(TAKEN.has(schema) ? `schema:${schema}` : schema)}`;
}

export function physicalTable(name: TableName): string {
  return `${physicalSchema(name.catalog, name.schema)}.${identifier(name.table)}`;
}

/** DuckDB's own `main` schema of each catalog's file holds our notes on its tables. */
export function notesTable(catalog: string, table: string): string {
  return `${identifier(databaseName(catalog))}.main.${table}`;
}

/** A table's full name; Databricks folds the three parts to lower case. */
export interface TableName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** As messages show it: `` `catalog`.`schema`.`table` ``. */
export function displayName(name: TableName): string {
  return [name.catalog, name.schema, name.table].map((part) => `\`${part}\``).join(".");
}
