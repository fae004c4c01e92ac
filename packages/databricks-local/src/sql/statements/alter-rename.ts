import { tableObject } from "../../access/data-rights";
import { tableExists, unsupported } from "../sql-faults";
import { deleteTableNotes } from "../store/notes-file";
import { displayName, physicalTable } from "../store/physical-name";
import { resolveName } from "../translate/translator";
import { identifier } from "../types/sql-type";
import type { Alteration } from "./alter-actions";
import { keepNotes } from "./keep-notes";

/** `RENAME TO name`; a table keeps its versions. */
export async function renameTo({ run, cursor, table }: Alteration): Promise<void> {
  const name = resolveName(cursor.name(), run.session);
  const { catalogs, rights } = run.files;
  catalogs.requireSchema(name.catalog, name.schema);
  catalogs.requireChangeable(name);
  if (catalogs.find(name)) throw tableExists(displayName(name));
  if (name.catalog !== table.catalog || (!table.view && name.schema !== table.schema)) {
    throw unsupported("RENAME TO another schema");
  }
  await deleteTableNotes(run.connection, table);
  if (!table.view) {
    await run.connection.run(`ALTER TABLE ${physicalTable(table)} RENAME TO ${identifier(name.table)}`);
  }
  run.onCommit(() => {
    const owner = rights.owners.of(tableObject(table));
    catalogs.drop(table);
    rights.owners.put(tableObject(name), owner);
  });
  await keepNotes(run, { ...table, ...name });
}
