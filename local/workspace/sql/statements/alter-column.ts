import { physicalTable } from "../store/physical-name";
import { storedName } from "../store/row-tables";
import type { ColumnNotes } from "../store/table-notes";
import type { Alteration } from "./alter-actions";
import { requireDefaultsFeature } from "./create-table";
import { requireColumn } from "./insert-source";
import { keepNotes } from "./keep-notes";
import { readDefault } from "./table-elements";

/** `ALTER COLUMN c SET DEFAULT e | DROP DEFAULT | COMMENT '…' | SET NOT NULL | DROP NOT NULL` */
export async function alterColumn(alteration: Alteration): Promise<void> {
  const { run, cursor, table } = alteration;
  const column = requireColumn(table, cursor.identifier());
  const changed = await change(alteration, column);
  const columns = table.columns.map((one) => (one === column ? changed : one));
  await keepNotes(run, { ...table, columns });
}

async function change({ run, cursor, table }: Alteration, column: ColumnNotes): Promise<ColumnNotes> {
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
  const verb = nullable ? "DROP" : "SET";
  await run.connection.run(
    `ALTER TABLE ${physicalTable(table)} ALTER COLUMN ${storedName(column)} ${verb} NOT NULL`,
  );
  return { ...column, nullable };
}
