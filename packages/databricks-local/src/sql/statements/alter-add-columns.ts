import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { addRowColumn } from "../store/row-tables";
import { findColumn } from "../store/table-notes";
import type { Alteration } from "./alter-actions";
import { freeName } from "./free-name";
import { keepNotes } from "./keep-notes";
import { readColumn } from "./table-elements";

/** `ADD COLUMNS (c TYPE COMMENT '…', …)`; rows that are there get NULL. */
export async function addColumns({ run, cursor, table }: Alteration): Promise<void> {
  const read = () => readColumn(cursor, table, run.session).column;
  const columns = cursor.sees("(") ? cursor.list(read) : [read()];
  const all = [...table.columns];
  for (const column of columns) {
    if (findColumn({ ...table, columns: all }, column.name)) throw alreadyThere(column.name);
    if (!column.nullable) throw unsupported("ADD COLUMNS with NOT NULL");
    // As on Databricks, where a new column takes its default by ALTER COLUMN only.
    if (column.default !== undefined) throw defaultNotAllowed(column.name);
    const stored = freeName(run, table, column.name);
    const added = stored === column.name ? column : { ...column, stored };
    for (const statement of addRowColumn(table, added)) await run.connection.run(statement);
    all.push(added);
  }
  const parameters = {
    columns: JSON.stringify(columns.map(({ name, type }) => ({ column: { name, type } }))),
  };
  await keepNotes(run, { ...table, columns: all }, { operation: "ADD COLUMNS", parameters });
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
