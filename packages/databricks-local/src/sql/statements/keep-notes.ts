import { writeTableNotes } from "../store/notes-file";
import type { TableNotes } from "../store/table-notes";
import { keepVersion, type Operation } from "./keep-version";
import type { StatementRun } from "./statement-run";

/** What a statement has changed about a table: on disk at once, in memory with the commit. What `done` tells is a version of its own. */
export async function keepNotes(run: StatementRun, notes: TableNotes, done?: Operation): Promise<void> {
  await writeTableNotes(run.connection, notes);
  run.onCommit(() => {
    run.files.catalogs.put(notes);
  });
  if (done && !notes.view) await keepVersion(run, notes, done);
}
