import type { TableNotes } from "../store/table-notes";
import type { StatementRun } from "./statement-run";

/** A name for a column in DuckDB that none of the table's versions uses: a column that was dropped keeps its own. */
export function freeName(run: StatementRun, table: TableNotes, name: string): string {
  const versions = run.files.catalogs.versions.of(table.id);
  const columns = [table, ...versions.map(({ metadata }) => metadata)].flatMap(
    (metadata) => metadata.columns,
  );
  const taken = new Set(columns.map((column) => (column.stored ?? column.name).toLowerCase()));
  let free = name;
  for (let again = 1; taken.has(free.toLowerCase()); again += 1) free = `${name}:${again}`;
  return free;
}
