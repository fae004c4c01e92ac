import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { displayName, physicalTable } from "../store/physical-name";
import { addRowColumn, pastTable, storedName } from "../store/row-tables";
import { type ColumnNotes, columnNotes, type TableNotes } from "../store/table-notes";
import { tokenize } from "../text/tokenize";
import { parseType } from "../types/parse-type";
import { duckDbType, type SqlType } from "../types/sql-type";
import type { Alteration } from "./alter-table";
import {
  readColumn,
  readColumnType,
  readDefault,
  requireDefaultsFeature,
  textLimit,
} from "./table-definition";
import { freeName, keepNotes } from "./table-versions";
import { requireColumn } from "./target-table";

/** `ADD COLUMNS (c TYPE COMMENT '…', …)`; rows that are there get NULL. */
export async function addColumns({ run, cursor, table }: Alteration): Promise<void> {
  const read = () => readColumn(cursor, table, run.session).column;
  const columns = cursor.sees("(") ? cursor.list(read) : [read()];
  const all = [...table.columns];
  for (const column of columns) {
    if (columnNotes({ ...table, columns: all }, column.name)) throw alreadyThere(column.name);
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

const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

/** `ALTER COLUMN c TYPE t`: to a wider type, where the table allows it. Past versions keep the type that they had. */
async function changeType({ run, cursor, table }: Alteration, column: ColumnNotes): Promise<ColumnNotes> {
  const name = readColumnType(cursor);
  const type = parseType(name);
  if (name === column.type) return column;
  refuseUsedByCheck(table, column, "alter type of");
  if (isLongerText(column.type, name)) return { ...column, type: name };
  const isAllowed = table.properties.get("delta.enableTypeWidening")?.toLowerCase() === "true";
  if (!isAllowed || !isWider(parseType(column.type), type)) throw notSupported(column.type, name);
  for (const rows of [physicalTable(table), pastTable(table)]) {
    await run.connection.run(
      `ALTER TABLE ${rows} ALTER COLUMN ${storedName(column)} TYPE ${duckDbType(type)}`,
    );
  }
  return { ...column, type: name };
}

/** Only what is checked changes, so that every table allows it. */
function isLongerText(from: string, to: string): boolean {
  const [old, wanted] = [textLimit(from), textLimit(to)];
  if (old === undefined) return false;
  return to === "string" || (wanted !== undefined && to.startsWith("varchar") && wanted >= old);
}

/** @see https://docs.databricks.com/aws/en/delta/type-widening#supported-type-changes */
function isWider(from: SqlType, to: SqlType): boolean {
  if (from.kind === "decimal") {
    return (
      to.kind === "decimal" &&
      to.scale >= from.scale &&
      to.precision - to.scale >= from.precision - from.scale
    );
  }
  if (from.kind !== "simple") return false;
  if (to.kind === "decimal") {
    const digits = DIGITS[from.name];
    return digits !== undefined && to.precision - to.scale >= Math.max(digits, 10);
  }
  if (to.kind !== "simple") return false;
  if (to.name === "double") return ["float", "tinyint", "smallint", "int"].includes(from.name);
  return INTEGERS.includes(from.name) && INTEGERS.indexOf(to.name) > INTEGERS.indexOf(from.name);
}

function notSupported(from: string, to: string): SqlError {
  return new SqlError(
    "DELTA_ALTER_TABLE_CHANGE_COL_NOT_SUPPORTED",
    "42837",
    `ALTER TABLE CHANGE COLUMN is not supported for changing column ${from.toUpperCase()} to ${to.toUpperCase()}.`,
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
  if (other) {
    throw new SqlError(
      "DELTA_DUPLICATE_COLUMNS_FOUND",
      "42711",
      `Found duplicate column(s) in the table: ${name}.`,
    );
  }
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

function refuseUsedByCheck(table: TableNotes, column: ColumnNotes, verb: string): void {
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
