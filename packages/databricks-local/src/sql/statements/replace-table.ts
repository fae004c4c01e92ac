import { physicalTable } from "../store/physical-name";
import { addRowColumn, keepPast } from "../store/row-tables";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { freeName } from "./free-name";
import { nextVersion } from "./keep-version";
import type { StatementRun } from "./statement-run";

/** The table goes on with other columns and without rows; its versions stay. */
export async function replaceTable(
  run: StatementRun,
  old: TableNotes,
  wanted: TableNotes,
): Promise<TableNotes> {
  const statements: string[] = [];
  const columns: ColumnNotes[] = [];
  for (const column of wanted.columns) {
    const known = knownColumn(run, old, column);
    const stored = known ? (known.stored ?? known.name) : freeName(run, old, column.name);
    const kept = stored === column.name ? column : { ...column, stored };
    columns.push(kept);
    if (!known) statements.push(...addRowColumn(old, kept));
  }
  // DuckDB commits no change of a table's columns behind one of its rows.
  statements.push(keepPast(old, nextVersion(run, old), false, "TRUE"), `DELETE FROM ${physicalTable(old)}`);
  for (const statement of statements) await run.connection.run(statement);
  return { ...wanted, id: old.id, columns };
}

/** A column of some version that can hold the same values: of that name, and now of that type. */
function knownColumn(run: StatementRun, old: TableNotes, wanted: ColumnNotes): ColumnNotes | undefined {
  const columns = run.files.catalogs.versions.of(old.id).flatMap(({ metadata }) => metadata.columns);
  const latest = new Map(columns.map((column) => [column.stored ?? column.name, column]));
  return [...latest.values()].find(
    ({ name, type }) => name.toLowerCase() === wanted.name.toLowerCase() && type === wanted.type,
  );
}
