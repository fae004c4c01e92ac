import { SqlError } from "../sql-engine";
import { pastTable, storedName } from "../store/row-tables";
import { physicalTable } from "../store/physical-name";
import type { ColumnNotes, TableNotes } from "../store/table-notes";
import { tokenize } from "../text/tokenize";
import { isDatetime, isSimple } from "../types/coercion";
import { parseType } from "../types/parse-type";
import { duckDbType, type SqlType } from "../types/sql-type";
import type { Alteration } from "./alter-table";
import { readColumnType, textLimit } from "./table-definition";

const INTEGERS = ["tinyint", "smallint", "int", "bigint"];
const DIGITS: Readonly<Record<string, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

/** `ALTER COLUMN c TYPE t`: to a wider type, where the table allows it. Past versions keep the type that they had. */
export async function changeType(
  { run, cursor, table }: Alteration,
  column: ColumnNotes,
): Promise<ColumnNotes> {
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

/** Spark refuses what would lose values, Delta Lake the rest. */
function notSupported(from: string, to: string): SqlError {
  const [old, wanted] = [parseType(from), parseType(to)];
  const isLossless =
    textLimit(to) === undefined &&
    (isWider(old, wanted) || isSimple(wanted, "string") || (isSimple(old, "date") && isDatetime(wanted)));
  const change = `changing column ${from.toUpperCase()} to ${to.toUpperCase()}.`;
  return isLossless
    ? new SqlError(
        "DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP",
        "0AKDC",
        `ALTER TABLE CHANGE COLUMN is not supported for ${change}`,
      )
    : new SqlError(
        "NOT_SUPPORTED_CHANGE_COLUMN",
        "0A000",
        `ALTER TABLE ALTER/CHANGE COLUMN is not supported for ${change}`,
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
