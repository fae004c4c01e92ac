import { SqlError } from "../sql-engine";
import { displayName, physicalTable } from "../store/physical-name";
import { storedName } from "../store/row-tables";
import type { ColumnNotes } from "../store/table-notes";
import type { Alteration } from "./alter-actions";
import { changeType } from "./alter-column-type";
import { requireDefaultsFeature } from "./column-default";
import { requireColumn } from "./insert-source";
import { keepNotes } from "./keep-notes";
import { readDefault } from "./table-elements";

/** `ALTER COLUMN c SET DEFAULT e | DROP DEFAULT | COMMENT '…' | TYPE t | SET NOT NULL | DROP NOT NULL` */
export async function alterColumn(alteration: Alteration): Promise<void> {
  const { run, cursor, table } = alteration;
  const column = requireColumn(table, cursor.identifier());
  const changed = await change(alteration, column);
  const columns = table.columns.map((one) => (one === column ? changed : one));
  const { name, type, nullable, comment } = changed;
  const described = { name, type, nullable, metadata: comment === undefined ? {} : { comment } };
  const parameters = { column: JSON.stringify(described) };
  await keepNotes(run, { ...table, columns }, { operation: "CHANGE COLUMN", parameters });
}

async function change(alteration: Alteration, column: ColumnNotes): Promise<ColumnNotes> {
  const { run, cursor, table } = alteration;
  if (cursor.accept("TYPE")) return changeType(alteration, column);
  if (cursor.accept("COMMENT")) return { ...column, comment: cursor.string() };
  if (cursor.accept("DROP", "DEFAULT")) return { ...column, default: undefined };
  if (cursor.accept("SET", "DEFAULT")) {
    requireDefaultsFeature(table.properties);
    const text = readDefault(cursor);
    run.parseExpression(text);
    return { ...column, default: text };
  }
  const nullable = cursor.accept("DROP", "NOT", "NULL");
  if (!nullable && !cursor.accept("SET", "NOT", "NULL")) throw cursor.refuse("ALTER COLUMN");
  if (!nullable) await refuseNulls(alteration, column);
  return { ...column, nullable };
}

async function refuseNulls({ run, table }: Alteration, column: ColumnNotes): Promise<void> {
  const reader = await run.connection.runAndReadAll(
    `SELECT count(*) FROM ${physicalTable(table)} WHERE ${storedName(column)} IS NULL`,
  );
  const [[count] = []] = reader.getRows();
  if (count === 0n) return;
  throw new SqlError(
    "DELTA_NEW_NOT_NULL_VIOLATION",
    "23512",
    `${String(count)} rows in ${displayName(table)} violate the new NOT NULL constraint on ${column.name}.`,
  );
}
