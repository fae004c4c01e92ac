import { SqlError } from "../sql-engine";
import { displayName } from "../store/physical-name";
import type { TableNotes } from "../store/table-notes";
import type { Alteration } from "./alter-actions";
import { keepNotes } from "./keep-notes";
import { readProperties, readPropertyKey } from "./properties";

export async function setProperties({ run, cursor, table }: Alteration): Promise<void> {
  const set = readProperties(cursor);
  const properties = new Map([...table.properties, ...set]);
  const parameters = { properties: JSON.stringify(Object.fromEntries(set)) };
  await keepNotes(run, { ...table, properties }, { operation: "SET TBLPROPERTIES", parameters });
}

export async function unsetProperties({ run, cursor, table }: Alteration): Promise<void> {
  const ifExists = cursor.accept("IF", "EXISTS");
  const gone = cursor.list(() => readPropertyKey(cursor));
  const missing = gone.find((key) => !table.properties.has(key));
  if (missing !== undefined && !ifExists) throw notSet(missing, table);
  const properties = new Map([...table.properties].filter(([key]) => !gone.includes(key)));
  const parameters = { properties: JSON.stringify(gone), ifExists: String(ifExists) };
  await keepNotes(run, { ...table, properties }, { operation: "UNSET TBLPROPERTIES", parameters });
}

/** How rows are laid out makes no difference here. */
export function clusterBy({ cursor }: Alteration): Promise<void> {
  if (!cursor.accept("AUTO") && !cursor.accept("NONE")) cursor.list(() => cursor.name());
  return Promise.resolve();
}

function notSet(key: string, table: TableNotes): SqlError {
  return new SqlError(
    "DELTA_UNSET_NON_EXISTENT_PROPERTY",
    "42616",
    `Attempted to unset non-existent property '${key}' in table ${displayName(table)}.`,
  );
}
