import { type SqlCell, SqlError } from "../sql-engine";
import { physicalTable } from "../store/physical-name";
import { ADDED, latestRows, storedName } from "../store/row-tables";
import type { CheckNotes, TableNotes } from "../store/table-notes";
import { tokenize } from "../text/tokenize";
import { columnsOf } from "../translate/time-travel";
import { isSimple } from "../types/coercion";
import { identifier } from "../types/sql-type";
import { resultOf, type StatementRun } from "./statement-run";
import { textLimit } from "./table-definition";
import { nextVersion } from "./table-versions";

/**
 * After a write: every row that it brought fits its CHARs and VARCHARs, fulfils NOT NULL and every CHECK, or the
 * transaction is undone. NULL does not fulfil one.
 */
export async function verifyRows(run: StatementRun, table: TableNotes): Promise<void> {
  await verifyLengths(run, table);
  await verifyNotNull(run, table);
  const check = await firstViolated(run, table);
  if (check === undefined) return;
  const violating = (await findViolation(run, table, check, nextVersion(run, table))) ?? "";
  throw new SqlError(
    "DELTA_VIOLATE_CONSTRAINT_WITH_VALUES",
    "23001",
    `CHECK constraint ${check.name} (${check.expression}) violated by row with values: ${violating}.`,
  );
}

/** All in one query: for a few rows, planning one takes longer than running it. */
async function firstViolated(run: StatementRun, table: TableNotes): Promise<CheckNotes | undefined> {
  const { checks } = table;
  if (checks.length === 0) return undefined;
  const expressions = checks.map(({ expression }) => run.parseExpression(expression));
  const reader = await run.translated((translator) => {
    translator.scope.relations.push({ name: table.table, columns: columnsOf(table) });
    const whens = expressions.map(
      (expression, index) => `WHEN NOT coalesce(${translator.expression(expression)}, FALSE) THEN ${index}`,
    );
    return `SELECT min(CASE ${whens.join(" ")} END) FROM ${newRows(table, nextVersion(run, table))} WHERE ${IS_NEW}`;
  });
  const [[index] = []] = reader.getRows();
  return typeof index === "number" ? checks[index] : undefined;
}

const IS_NEW = identifier("is new");

/** The table by its own name, with a mark for the rows that `version` or a later one brought. */
function newRows(table: TableNotes, version: number): string {
  return `${latestRows(table, `${ADDED} >= ${version} AS ${IS_NEW}`)} AS ${identifier(table.table)}`;
}

/**
 * Blanks at the end that are too many are cut off; anything else that is, is refused.
 *
 * @see https://docs.databricks.com/aws/en/error-messages/error-classes#exceed_limit_length
 */
async function verifyLengths(run: StatementRun, table: TableNotes): Promise<void> {
  const limited = table.columns.flatMap((column) => {
    const limit = textLimit(column.type);
    return limit === undefined ? [] : [{ name: storedName(column), limit }];
  });
  const isNew = `${ADDED} = ${nextVersion(run, table)}`;
  for (const { name, limit } of limited) {
    const rows = physicalTable(table);
    const isLonger = `${isNew} AND length(rtrim(${name}, ' ')) > ${limit}`;
    const { currentRowCount } = await run.connection.runAndReadAll(
      `SELECT 1 FROM ${rows} WHERE ${isLonger} LIMIT 1`,
    );
    if (currentRowCount > 0) throw exceedsLimit(limit);
    await run.connection.run(
      `UPDATE ${rows} SET ${name} = left(${name}, ${limit}) WHERE ${isNew} AND length(${name}) > ${limit}`,
    );
  }
}

function exceedsLimit(limit: number): SqlError {
  return new SqlError(
    "EXCEED_LIMIT_LENGTH",
    "54006",
    `Exceeds char/varchar type length limitation: ${limit}.`,
  );
}

async function verifyNotNull(run: StatementRun, table: TableNotes): Promise<void> {
  const columns = table.columns.filter(({ nullable }) => !nullable);
  if (columns.length === 0) return;
  const whens = columns.map((column, index) => `WHEN ${storedName(column)} IS NULL THEN ${index}`);
  const reader = await run.connection.runAndReadAll(
    `SELECT "column" FROM (SELECT CASE ${whens.join(" ")} END AS "column" FROM ${physicalTable(table)} WHERE ${ADDED} = ${nextVersion(run, table)}) WHERE "column" IS NOT NULL LIMIT 1`,
  );
  const [[index] = []] = reader.getRows();
  const column = typeof index === "number" ? columns[index] : undefined;
  if (!column) return;
  throw new SqlError(
    "DELTA_NOT_NULL_CONSTRAINT_VIOLATED",
    "23502",
    `NOT NULL constraint violated for column: ${column.name}.`,
  );
}

/** The values of one row, brought by `version` or a later one, that breaks the constraint. */
export async function findViolation(
  run: StatementRun,
  table: TableNotes,
  check: CheckNotes,
  version: number,
): Promise<string | undefined> {
  const expression = run.parseExpression(check.expression);
  const reader = await run.translated((translator) => {
    translator.scope.relations.push({ name: table.table, columns: columnsOf(table) });
    return `SELECT * EXCLUDE (${IS_NEW}) FROM ${newRows(table, version)} WHERE ${IS_NEW} AND NOT coalesce(${translator.expression(expression)}, FALSE) LIMIT 1`;
  });
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

export async function requireCondition(
  run: StatementRun,
  table: TableNotes,
  check: CheckNotes,
): Promise<void> {
  const expression = run.parseExpression(check.expression);
  await run.columns((translator) => {
    translator.scope.relations.push({ name: table.table, columns: columnsOf(table) });
    const { text, type } = translator.typed(expression);
    if (type && !isSimple(type, "boolean")) throw noCondition(check);
    return {
      text: `SELECT ${text} FROM ${latestRows(table)} AS ${identifier(table.table)}`,
      columns: undefined,
    };
  });
}

function noCondition({ name, expression }: CheckNotes): SqlError {
  return new SqlError(
    "DELTA_NON_BOOLEAN_CHECK_CONSTRAINT",
    "42621",
    `CHECK constraint '${name}' (${expression}) should be a boolean expression.`,
  );
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
