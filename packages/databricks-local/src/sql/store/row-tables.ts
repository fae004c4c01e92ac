import { parseType } from "../types/parse-type";
import { duckDbType, identifier } from "../types/sql-type";
import { notesTable, physicalTable, type TableName } from "./physical-name";
import type { ColumnNotes, TableMetadata, TableNotes } from "./table-notes";

/**
 * A table's rows lie in two tables of DuckDB: those of the latest version under the table's own name, and those that some
 * version has removed in one that goes by the table's id. Each row knows the version that brought it and, there, the one that
 * took it away. So any version can be read again, and a change costs no more than the rows that it touches.
 */
export const ADDED = identifier("row:added");
/** Whether an UPDATE brought the row, or an INSERT. */
export const UPDATED = identifier("row:updated");
export const REMOVED = identifier("row:removed");
/** Whether an UPDATE took the row away, or a DELETE. */
export const REPLACED = identifier("row:replaced");
/** DuckDB's number of a row, where a statement must find it again. */
export const ROW_ID = identifier("row:id");

const BIRTH = `${ADDED} BIGINT DEFAULT 0, ${UPDATED} BOOLEAN DEFAULT FALSE`;

export function pastTable(table: TableName & { readonly id: string }): string {
  return notesTable(table.catalog, identifier(`past:${table.id}`));
}

/** The two statements that make room for a table's rows. */
export function createRowTables(table: TableNotes): string[] {
  return [
    `CREATE TABLE ${physicalTable(table)} (${[...table.columns.map(columnText), BIRTH].join(", ")})`,
    createPastTable(table),
  ];
}

export function createPastTable(table: TableNotes): string {
  const death = `${REMOVED} BIGINT, ${REPLACED} BOOLEAN`;
  return `CREATE TABLE ${pastTable(table)} (${[...table.columns.map(columnText), BIRTH, death].join(", ")})`;
}

/** Both tables get the column; a dropped one stays, for the versions that have it. */
export function addRowColumn(table: TableNotes, column: ColumnNotes): string[] {
  const text = columnText(column);
  return [physicalTable(table), pastTable(table)].map((rows) => `ALTER TABLE ${rows} ADD COLUMN ${text}`);
}

/** All else, NOT NULL too, is in our notes. */
function columnText(column: ColumnNotes): string {
  return `${storedName(column)} ${duckDbType(parseType(column.type))}`;
}

/** The column's name in DuckDB: the one that it was created with. */
export function storedName(column: ColumnNotes): string {
  return identifier(column.stored ?? column.name);
}

/** Keeps rows of the latest version, as they are, for the versions before `version`; what comes next takes them away. */
export function keepPast(table: TableNotes, version: number, isReplaced: boolean, where: string): string {
  return `INSERT INTO ${pastTable(table)} BY NAME SELECT *, ${version} AS ${REMOVED}, ${isReplaced} AS ${REPLACED} FROM ${physicalTable(table)} WHERE ${where}`;
}

/** To be followed by a query that gives the columns and the version. */
export function insertInto(table: TableNotes, columns: readonly ColumnNotes[]): string {
  return `INSERT INTO ${physicalTable(table)} (${[...columns.map(storedName), ADDED].join(", ")})`;
}

/** The latest version's rows, with the columns that users see. */
export function latestRows(table: TableNotes, ...more: readonly string[]): string {
  return `(SELECT ${[...visible(table), ...more].join(", ")} FROM ${physicalTable(table)})`;
}

/** The rows that a version had, with the columns that it had. */
export function rowsAt(table: TableNotes, version: number, metadata: TableMetadata): string {
  const columns = metadata.columns.map((column) => {
    const type = duckDbType(parseType(column.type));
    return `CAST(${storedName(column)} AS ${type}) AS ${identifier(column.name)}`;
  });
  const was = `${ADDED} <= ${version}`;
  return `(SELECT ${columns.join(", ")} FROM ${physicalTable(table)} WHERE ${was} UNION ALL SELECT ${columns.join(", ")} FROM ${pastTable(table)} WHERE ${was} AND ${REMOVED} > ${version})`;
}

/** What the versions of a range brought and took away: the columns, `_change_type`, `_commit_version`. */
export function rowChanges(table: TableNotes, from: number, to: number): string {
  const within = (column: string) => `${column} BETWEEN ${from} AND ${to}`;
  const part = (rows: string, flag: string, [yes, no]: [string, string], version: string) =>
    `SELECT ${visible(table).join(", ")}, CASE WHEN ${flag} THEN '${yes}' ELSE '${no}' END AS "_change_type", ${version} AS "_commit_version" FROM ${rows} WHERE ${within(version)}`;
  const born: [string, string] = ["update_postimage", "insert"];
  return [
    part(physicalTable(table), UPDATED, born, ADDED),
    part(pastTable(table), UPDATED, born, ADDED),
    part(pastTable(table), REPLACED, ["update_preimage", "delete"], REMOVED),
  ].join(" UNION ALL ");
}

/** The columns that users see, under their names. */
export function visible(table: TableNotes): string[] {
  return table.columns.map((column) => `${storedName(column)} AS ${identifier(column.name)}`);
}
