import { SqlError } from "../sql-engine";
import { fieldNotFound } from "../sql-faults";
import { displayName, physicalTable } from "../store/physical-name";
import { addRowColumn, storedName } from "../store/row-tables";
import { type ColumnNotes, columnNotes, type TableNotes } from "../store/table-notes";
import type { TokenCursor } from "../text/token-cursor";
import type { Alteration } from "./alter-table";
import { changeType, refuseUsedByCheck } from "./change-type";
import {
  hasColumnMapping,
  readColumn,
  readDefault,
  refuseNames,
  requireDefaultsFeature,
} from "./table-definition";
import { freeName, keepNotes } from "./table-versions";
import { requireColumn } from "./target-table";

/** `ADD COLUMNS (c TYPE COMMENT '…' [FIRST | AFTER d], …)`; rows that are there get NULL. */
export async function addColumns({ run, cursor, table }: Alteration): Promise<void> {
  let columns = table.columns;
  const added: ColumnNotes[] = [];
  const read = () => {
    const { column } = readColumn(cursor, table, run.session);
    if (columnNotes({ ...table, columns }, column.name)) throw alreadyThere("add", column.name);
    if (!column.nullable) throw notNullNotAllowed();
    // As on Databricks, where a new column takes its default by ALTER COLUMN only.
    if (column.default !== undefined) throw defaultNotAllowed(column.name);
    const stored = freeName(run, table, column.name);
    const kept = stored === column.name ? column : { ...column, stored };
    columns = placed(cursor, columns, kept);
    added.push(kept);
  };
  if (cursor.sees("(")) cursor.list(read);
  else read();
  refuseNames(added, table.properties);
  for (const statement of added.flatMap((column) => addRowColumn(table, column)))
    await run.connection.run(statement);
  const parameters = {
    columns: JSON.stringify(added.map(({ name, type }) => ({ column: { name, type } }))),
  };
  await keepNotes(run, { ...table, columns }, { operation: "ADD COLUMNS", parameters });
}

/** `FIRST | AFTER c`, or to the end. */
function placed(
  cursor: TokenCursor,
  columns: readonly ColumnNotes[],
  column: ColumnNotes,
): readonly ColumnNotes[] {
  if (cursor.accept("FIRST")) return [column, ...columns];
  if (!cursor.accept("AFTER")) return [...columns, column];
  const before = cursor.identifier();
  const at = columns.findIndex(({ name }) => name.toLowerCase() === before.toLowerCase());
  if (at < 0) {
    throw fieldNotFound(
      before,
      columns.map(({ name }) => name),
    );
  }
  return [...columns.slice(0, at + 1), column, ...columns.slice(at + 1)];
}

/** `ALTER COLUMN c FIRST | AFTER d` */
function moved(cursor: TokenCursor, table: TableNotes, column: ColumnNotes): readonly ColumnNotes[] {
  if (cursor.sees("AFTER") && requireColumn(table, cursor.peek(1)?.value ?? "") === column) {
    cursor.expect("AFTER");
    cursor.identifier();
    return table.columns;
  }
  return placed(
    cursor,
    table.columns.filter((one) => one !== column),
    column,
  );
}

function notNullNotAllowed(): SqlError {
  return new SqlError(
    "DELTA_OPERATION_NOT_ALLOWED",
    "0AKDC",
    "Operation not allowed: `NOT NULL in ALTER TABLE ADD COLUMNS` is not supported for Delta tables.",
  );
}

function alreadyThere(verb: "add" | "rename", name: string): SqlError {
  return new SqlError(
    "FIELD_ALREADY_EXISTS",
    "42710",
    `Cannot ${verb} column, because \`${name}\` already exists in the table.`,
  );
}

function defaultNotAllowed(name: string): SqlError {
  return new SqlError(
    "WRONG_COLUMN_DEFAULTS_FOR_DELTA_ALTER_TABLE_ADD_COLUMN_NOT_SUPPORTED",
    "0AKDC",
    `Failed to execute the command because DEFAULT values are not supported when adding new columns to previously existing Delta tables; please add the column \`${name}\` without a default value first, then run a second ALTER TABLE ALTER COLUMN SET DEFAULT command.`,
  );
}

/** `ALTER COLUMN c SET DEFAULT e | DROP DEFAULT | COMMENT '…' | TYPE t | SET NOT NULL | DROP NOT NULL | FIRST | AFTER d` */
export async function alterColumn(alteration: Alteration): Promise<void> {
  const { run, cursor, table } = alteration;
  const column = requireColumn(table, cursor.identifier());
  const moves = cursor.sees("FIRST") || cursor.sees("AFTER");
  const changed = moves ? column : await change(alteration, column);
  const columns = moves
    ? moved(cursor, table, column)
    : table.columns.map((one) => (one === column ? changed : one));
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
  if (columns.length === 0) throw noColumnLeft();
  const parameters = { columns: JSON.stringify(gone.map(({ name }) => name)) };
  await keepNotes(run, { ...table, columns }, { operation: "DROP COLUMNS", parameters });
}

function noColumnLeft(): SqlError {
  return new SqlError(
    "DELTA_DROP_COLUMN_ON_SINGLE_FIELD_SCHEMA",
    "0AKDC",
    "Cannot drop column from a schema with a single column.",
  );
}

/** `RENAME COLUMN a TO b`: in DuckDB it keeps its first name. */
export async function renameColumn({ run, cursor, table }: Alteration): Promise<void> {
  requireColumnMapping(table, "RENAME");
  const column = requireColumn(table, cursor.identifier());
  cursor.expect("TO");
  const name = cursor.identifier();
  refuseUsedByCheck(table, column, "rename");
  const other = table.columns.find((one) => one !== column && one.name.toLowerCase() === name.toLowerCase());
  if (other) throw alreadyThere("rename", name);
  const renamed = { ...column, name, stored: column.stored ?? column.name };
  const columns = table.columns.map((one) => (one === column ? renamed : one));
  const parameters = { oldColumnPath: column.name, newColumnPath: name };
  await keepNotes(run, { ...table, columns }, { operation: "RENAME COLUMN", parameters });
}

function requireColumnMapping(table: TableNotes, verb: "DROP" | "RENAME"): void {
  if (hasColumnMapping(table.properties)) return;
  const subject = verb === "DROP" ? "DROP COLUMN" : "Column rename";
  throw new SqlError(
    `DELTA_UNSUPPORTED_${verb}_COLUMN`,
    "0AKDC",
    `${subject} is not supported for your Delta table. Please enable column mapping on it: ALTER TABLE table_name SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name').`,
  );
}
