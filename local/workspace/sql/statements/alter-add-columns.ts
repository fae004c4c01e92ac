import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { physicalTable } from "../store/physical-name";
import { findColumn } from "../store/table-notes";
import type { Alteration } from "./alter-actions";
import { columnText } from "./create-table";
import { keepNotes } from "./keep-notes";
import { readColumn } from "./table-elements";

/** `ADD COLUMNS (c TYPE COMMENT '…', …)`; rows that are there get NULL. */
export async function addColumns({ run, cursor, table }: Alteration): Promise<void> {
  const read = () => readColumn(cursor, table, run.session).column;
  const columns = cursor.sees("(") ? cursor.list(read) : [read()];
  for (const column of columns) {
    if (findColumn(table, column.name)) throw alreadyThere(column.name);
    if (!column.nullable) throw unsupported("ADD COLUMNS with NOT NULL");
    // As on Databricks, where a new column takes its default by ALTER COLUMN only.
    if (column.default !== undefined) throw defaultNotAllowed(column.name);
    await run.connection.run(`ALTER TABLE ${physicalTable(table)} ADD COLUMN ${columnText(column)}`);
  }
  await keepNotes(run, { ...table, columns: [...table.columns, ...columns] });
}

function alreadyThere(name: string): SqlError {
  return new SqlError(
    "FIELDS_ALREADY_EXISTS",
    "42710",
    `Cannot add column, because \`${name}\` already exists in the table.`,
  );
}

function defaultNotAllowed(name: string): SqlError {
  return new SqlError(
    "WRONG_COLUMN_DEFAULTS_FOR_DELTA_ALTER_TABLE_ADD_COLUMN_NOT_SUPPORTED",
    "0AKDC",
    `Failed to execute the command because DEFAULT values are not supported when adding new columns to previously existing Delta tables; please add the column \`${name}\` without a default value first, then run a second ALTER TABLE ALTER COLUMN SET DEFAULT command.`,
  );
}
