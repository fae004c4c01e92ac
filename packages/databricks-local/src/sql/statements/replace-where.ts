import { SqlError } from "../sql-engine";
import { latestRows } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import type { StatementRun } from "./statement-run";

/** INSERT … REPLACE WHERE: the new rows must be of those that the condition names. */
export async function verifyReplaced(
  run: StatementRun,
  table: TableNotes,
  condition: SyntaxNode,
  isNew: string,
): Promise<void> {
  const reader = await run.translated(
    (translator) =>
      `SELECT 1 FROM ${latestRows(table, `${isNew} AS "is new"`)} AS ${identifier(table.table)} WHERE "is new" AND NOT coalesce(${translator.expression(condition)}, FALSE) LIMIT 1`,
  );
  if (reader.currentRowCount === 0) return;
  throw new SqlError(
    "DELTA_REPLACE_WHERE_MISMATCH",
    "44000",
    "Written data does not conform to the condition of REPLACE WHERE.",
  );
}
