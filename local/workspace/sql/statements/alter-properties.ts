import type { Alteration } from "./alter-actions";
import { keepNotes } from "./keep-notes";
import { readProperties, readPropertyKey } from "./properties";

export async function setProperties({ run, cursor, table }: Alteration): Promise<void> {
  const properties = new Map([...table.properties, ...readProperties(cursor)]);
  await keepNotes(run, { ...table, properties });
}

export async function unsetProperties({ run, cursor, table }: Alteration): Promise<void> {
  cursor.accept("IF", "EXISTS");
  const gone = cursor.list(() => readPropertyKey(cursor));
  const properties = new Map([...table.properties].filter(([key]) => !gone.includes(key)));
  await keepNotes(run, { ...table, properties });
}

/** How rows are laid out makes no difference here. */
export function clusterBy({ cursor }: Alteration): Promise<void> {
  if (!cursor.accept("AUTO") && !cursor.accept("NONE")) cursor.list(() => cursor.name());
  return Promise.resolve();
}
