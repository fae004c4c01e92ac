import type { DuckDBConnection } from "@duckdb/node-api";
import type { Catalogs } from "./catalogs";
import { notesTable, type TableName } from "./physical-name";
import { readFunctions } from "./function-notes";
import { createHistory, readVersions } from "./history-file";
import type { TableNotes } from "./table-notes";

/** Reads and writes the notes that each catalog's file keeps on its schemas and tables. */
export async function createNotes(connection: DuckDBConnection, catalog: string): Promise<void> {
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${notesTable(catalog, "schema_notes")} (schema_name VARCHAR, comment VARCHAR)`,
  );
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${notesTable(catalog, "table_notes")} (schema_name VARCHAR, table_name VARCHAR, notes VARCHAR)`,
  );
  await createHistory(connection, catalog);
}

export async function readNotes(
  connection: DuckDBConnection,
  catalog: string,
  catalogs: Catalogs,
): Promise<void> {
  catalogs.addCatalog(catalog);
  const schemas = await connection.runAndReadAll(
    `SELECT schema_name FROM ${notesTable(catalog, "schema_notes")}`,
  );
  for (const [name] of schemas.getRows()) if (typeof name === "string") catalogs.addSchema(catalog, name);
  for (const notes of await readTableNotes(connection, catalog)) if (hasId(notes)) catalogs.put(notes);
  await readFunctions(connection, catalog, catalogs.functions);
  await readVersions(connection, catalog, catalogs.versions);
}

/** A table's notes; those of a table that the first release made have no id. */
export type StoredNotes = TableNotes | Omit<TableNotes, "id">;

export function hasId(notes: StoredNotes): notes is TableNotes {
  return "id" in notes;
}

export async function readTableNotes(connection: DuckDBConnection, catalog: string): Promise<StoredNotes[]> {
  const tables = await connection.runAndReadAll(`SELECT notes FROM ${notesTable(catalog, "table_notes")}`);
  return tables.getRows().map(([text]) => fromText(String(text)));
}

export async function writeSchemaNote(
  connection: DuckDBConnection,
  catalog: string,
  schema: string,
): Promise<void> {
  await connection.run(`INSERT INTO ${notesTable(catalog, "schema_notes")} VALUES ($1, NULL)`, [schema]);
}

export async function deleteSchemaNote(
  connection: DuckDBConnection,
  catalog: string,
  schema: string,
): Promise<void> {
  await connection.run(`DELETE FROM ${notesTable(catalog, "schema_notes")} WHERE schema_name = $1`, [schema]);
}

export async function writeTableNotes(connection: DuckDBConnection, notes: TableNotes): Promise<void> {
  await deleteTableNotes(connection, notes);
  await connection.run(`INSERT INTO ${notesTable(notes.catalog, "table_notes")} VALUES ($1, $2, $3)`, [
    notes.schema,
    notes.table,
    toText(notes),
  ]);
}

export async function deleteTableNotes(connection: DuckDBConnection, name: TableName): Promise<void> {
  await connection.run(
    `DELETE FROM ${notesTable(name.catalog, "table_notes")} WHERE schema_name = $1 AND table_name = $2`,
    [name.schema, name.table],
  );
}

function toText(notes: TableNotes): string {
  return JSON.stringify({ ...notes, properties: [...notes.properties] });
}

function fromText(text: string): StoredNotes {
  // `toText` wrote it; a missing optional member reads as undefined.
  const stored = JSON.parse(text) as Omit<StoredNotes, "properties"> & { properties: [string, string][] };
  return { ...stored, properties: new Map(stored.properties) };
}
