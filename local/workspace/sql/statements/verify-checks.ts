import { resultOf, type StatementRun } from "./statement-run";
import { SqlError, type SqlCell } from "../sql-engine";
import { ADDED, latestRows } from "../store/row-tables";
import { tokenize } from "../text/tokenize";
import type { CheckNotes, TableNotes } from "../store/table-notes";
import { identifier } from "../types/sql-type";
import { nextVersion } from "./keep-version";

/** After a write: every row that it brought fulfils every CHECK, or the transaction is undone. NULL does not fulfil one. */
export async function verifyChecks(run: StatementRun, table: TableNotes): Promise<void> {
  for (const check of table.checks) {
    const violating = await findViolation(run, table, check, nextVersion(run, table));
    if (violating !== undefined) {
      throw new SqlError(
        "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES",
        "23001",
        `CHECK constraint ${check.name} (${check.expression}) violated by row with values: ${violating}.`,
      );
    }
  }
}

/** The values of one row, brought by `version` or a later one, that breaks the constraint. */
export async function findViolation(
  run: StatementRun,
  table: TableNotes,
  check: CheckNotes,
  version: number,
): Promise<string | undefined> {
  const expression = run.parseExpression(check.expression);
  const isNew = identifier("is new");
  const reader = await run.translated(
    (translator) =>
      `SELECT * EXCLUDE (${isNew}) FROM ${latestRows(table, `${ADDED} >= ${version} AS ${isNew}`)} AS ${identifier(table.table)} WHERE ${isNew} AND NOT coalesce(${translator.expression(expression)}, FALSE) LIMIT 1`,
  );
  const { columns, rows } = resultOf(reader);
  const [row] = rows;
  if (!row) return undefined;
  // Only the columns that the constraint speaks of.
  return columns
    .flatMap(({ name }, index) =>
      mentions(check.expression, name) ? [`${name} : ${shown(row[index])}`] : [],
    )
    .join(", ");
}

function mentions(expression: string, column: string): boolean {
  return tokenize(expression).some(({ value }) => value.toLowerCase() === column.toLowerCase());
}

function shown(cell: SqlCell | undefined): string {
  return typeof cell === "string" ||
    typeof cell === "number" ||
    typeof cell === "bigint" ||
    typeof cell === "boolean"
    ? String(cell)
    : JSON.stringify(cell ?? null);
}
