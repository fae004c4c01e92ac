import { SqlError } from "../sql-engine";
import { physicalTable } from "../store/physical-name";
import { pastTable, storedName } from "../store/row-tables";
import type { ColumnNotes } from "../store/table-notes";
import { parseType, readType } from "../types/parse-type";
import { duckDbType, typeName, type SqlType } from "../types/sql-type";
import type { Alteration } from "./alter-actions";
import { refuseUsedByCheck } from "./alter-drop-column";

const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

/** `ALTER COLUMN c TYPE t`: to a wider type, where the table allows it. Past versions keep the type that they had. */
export async function changeType(
  { run, cursor, table }: Alteration,
  column: ColumnNotes,
): Promise<ColumnNotes> {
  const type = readType(cursor);
  const name = typeName(type);
  if (name === column.type) return column;
  refuseUsedByCheck(table, column, "alter type of");
  const isAllowed = table.properties.get("delta.enableTypeWidening")?.toLowerCase() === "true";
  if (!isAllowed || !isWider(parseType(column.type), type)) throw notSupported(column.type, name);
  for (const rows of [physicalTable(table), pastTable(table)]) {
    await run.connection.run(
      `ALTER TABLE ${rows} ALTER COLUMN ${storedName(column)} TYPE ${duckDbType(type)}`,
    );
  }
  return { ...column, type: name };
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
