import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import type { CheckConstraint } from "../../alerting/tables/check-constraint";
import { quoteIdentifier } from "../../sql/quote-identifier";
import { columnList } from "./rows-source";

/** At most so many rows are named. */
const MOST_ROWS = 20;

/** The rows that break one of the constraints, at least one of which is given: their key and the columns held. */
export function readCheckViolations(
  names: TableNames,
  table: Pick<ConfigTableSpec, "name" | "primaryKey">,
  checks: readonly CheckConstraint[],
): Statement {
  const key = quoteIdentifier(table.primaryKey);
  return {
    sql: [
      `SELECT ${key}, ${columnList(checks.map(({ column }) => column))}`,
      `FROM ${qualifiedName(names, table.name)}`,
      // Delta takes NULL for a violation, unlike standard SQL.
      `WHERE ${checks.map(({ column, expression }) => `${column} IS NULL OR NOT (${expression})`).join(" OR ")}`,
      `ORDER BY ${key} LIMIT ${MOST_ROWS}`,
    ].join("\n"),
  };
}
