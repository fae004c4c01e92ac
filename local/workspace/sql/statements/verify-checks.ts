import { resultOf, type StatementRun } from "./statement-run";
import { SqlError, type SqlCell } from "../sql-engine";
import { physicalTable } from "../store/physical-name";
import { tokenize } from "../text/tokenize";
import type { CheckNotes, TableNotes } from "../store/table-notes";

/** After a write: every row fulfils every CHECK, or the transaction is undone. NULL does not fulfil one. */
export async function verifyChecks(run: StatementRun, table: TableNotes): Promise<void> {
  for (const check of table.checks) {
    const violating = await findViolation(run, table, check);
    if (violating !== undefined) {
      throw new SqlError(
        "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES",
        "23001",
        `CHECK constraint ${check.name} (${check.expression}) violated by row with values: ${violating}.`,
      );
    }
  }
}

/** The values of one row that breaks the constraint. */
export async function findViolation(
  run: StatementRun,
  table: TableNotes,
  check: CheckNotes,
): Promise<string | undefined> {
  const expression = run.parseExpression(check.expression);
  const reader = await run.translated(
    (translator) =>
      `SELECT * FROM ${physicalTable(table)} AS "${table.table}" WHERE NOT coalesce(${translator.expression(expression)}, FALSE) LIMIT 1`,
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
