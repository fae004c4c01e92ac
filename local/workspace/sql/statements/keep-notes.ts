import { writeTableNotes } from "../store/notes-file";
import type { TableNotes } from "../store/table-notes";
import type { StatementRun } from "./statement-run";

/** What a statement has changed about a table: on disk at once, in memory with the commit. */
export async function keepNotes(run: StatementRun, notes: TableNotes): Promise<void> {
  await writeTableNotes(run.connection, notes);
  run.onCommit(() => {
    run.files.catalogs.put(notes);
  });
}
