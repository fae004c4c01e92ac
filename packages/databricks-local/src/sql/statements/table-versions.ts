import { writeCommit } from "../store/history-file";
import { writeTableNotes } from "../store/notes-file";
import { metadataText, type TableNotes } from "../store/table-notes";
import type { StatementRun } from "./statement-run";

/** What a statement has changed about a table: on disk at once, in memory with the commit. What `done` tells is a version of its own. */
export async function keepNotes(run: StatementRun, notes: TableNotes, done?: TableOperation): Promise<void> {
  await writeTableNotes(run.connection, notes);
  run.onCommit(() => {
    run.files.catalogs.put(notes);
  });
  if (done && !notes.view) await keepVersion(run, notes, done);
}

/** What a statement did to a table, in the words of DESCRIBE HISTORY. */
export interface TableOperation {
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, string>>;
  readonly isBlindAppend?: boolean;
}

/** The version that the statement makes of the table. */
export function nextVersion(run: StatementRun, table: TableNotes): number {
  return (run.files.catalogs.versions.latest(table.id)?.version ?? -1) + 1;
}

/** Notes the version in the transaction that changes the table. Its time is later than the version's before. */
export async function keepVersion(run: StatementRun, table: TableNotes, done: TableOperation): Promise<void> {
  const { versions } = run.files.catalogs;
  const last = versions.latest(table.id);
  const version = nextVersion(run, table);
  const at = new Date(Math.max(run.now.getTime(), (last?.at.getTime() ?? 0) + 1));
  const isChanged = last === undefined || metadataText(last.metadata) !== metadataText(table);
  const metadata = isChanged ? table : last.metadata;
  const said = { parameters: {}, metrics: {}, isBlindAppend: false, ...done };
  const commit = { version, at, userName: run.session.userName, ...said };
  await writeCommit(run.connection, table, commit, isChanged ? table : undefined);
  run.onCommit(() => {
    versions.add(table.id, { version, at, metadata });
  });
}

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
