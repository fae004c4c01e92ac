import { SqlError } from "../sql-engine";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { tokenize } from "../text/tokenize";
import type { Alteration } from "./alter-actions";
import { requireColumn } from "./insert-source";
import { keepNotes } from "./keep-notes";

/** `DROP COLUMN [IF EXISTS] a | DROP COLUMNS (a, b)`: the column leaves the table, its values stay for the versions that have it. */
export async function dropColumns({ run, cursor, table }: Alteration): Promise<void> {
  requireColumnMapping(table, "DROP");
  const ifExists = cursor.accept("IF", "EXISTS");
  const names = cursor.sees("(") ? cursor.list(() => cursor.identifier()) : [cursor.identifier()];
  const known = (name: string) =>
    table.columns.some((column) => column.name.toLowerCase() === name.toLowerCase());
  const gone = names.filter((name) => !ifExists || known(name)).map((name) => requireColumn(table, name));
  for (const column of gone) refuseUsedByCheck(table, column, "drop");
  const columns = table.columns.filter((column) => !gone.includes(column));
  const parameters = { columns: JSON.stringify(gone.map(({ name }) => name)) };
  await keepNotes(run, { ...table, columns }, { operation: "DROP COLUMNS", parameters });
}

/** `RENAME COLUMN a TO b`: in DuckDB it keeps its first name. */
export async function renameColumn({ run, cursor, table }: Alteration): Promise<void> {
  requireColumnMapping(table, "RENAME");
  const column = requireColumn(table, cursor.identifier());
  cursor.expect("TO");
  const name = cursor.identifier();
  refuseUsedByCheck(table, column, "rename");
  const other = table.columns.find((one) => one !== column && one.name.toLowerCase() === name.toLowerCase());
  if (other)
    throw new SqlError(
      "DELTA_DUPLICATE_COLUMNS_FOUND",
      "42711",
      `Found duplicate column(s) in the table: ${name}.`,
    );
  const renamed = { ...column, name, stored: column.stored ?? column.name };
  const columns = table.columns.map((one) => (one === column ? renamed : one));
  const parameters = { oldColumnPath: column.name, newColumnPath: name };
  await keepNotes(run, { ...table, columns }, { operation: "RENAME COLUMN", parameters });
}

/** @see https://docs.databricks.com/aws/en/delta/column-mapping */
function requireColumnMapping(table: TableNotes, verb: "DROP" | "RENAME"): void {
  if (["name", "id"].includes(table.properties.get("delta.columnMapping.mode") ?? "")) return;
  const subject = verb === "DROP" ? "DROP COLUMN" : "Column rename";
  throw new SqlError(
    `DELTA_UNSUPPORTED_${verb}_COLUMN`,
    "0AKDC",
    `${subject} is not supported for your Delta table. Please enable column mapping on it: ALTER TABLE table_name SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name').`,
  );
}

export function refuseUsedByCheck(table: TableNotes, column: ColumnNotes, verb: string): void {
  const using = table.checks.filter(({ expression }) =>
    tokenize(expression).some(({ value }) => value.toLowerCase() === column.name.toLowerCase()),
  );
  if (using.length === 0) return;
  const list = using.map(({ name, expression }) => `${name} -> ${expression}`).join("\n");
  throw new SqlError(
    "DELTA_CONSTRAINT_DEPENDENT_COLUMN_CHANGE",
    "42K09",
    `Cannot ${verb} column ${column.name} because this column is referenced by the following check constraint(s):\n${list}.`,
  );
}
