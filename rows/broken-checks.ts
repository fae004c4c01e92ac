import type { Fault } from "../alerting/row-faults";
import { rowLabels } from "../alerting/row-notes";
import { fulfils, type CheckConstraint } from "../alerting/tables/check-constraint";
import type { ConfigTableSpec } from "../alerting/tables/column-spec";
import type { RawRow } from "../alerting/tables/row-reader";

/** The cells that keep a table from getting these constraints. */
export function brokenChecks(
  table: Pick<ConfigTableSpec, "name" | "primaryKey">,
  rows: readonly RawRow[],
  checks: readonly CheckConstraint[],
): Fault[] {
  const labels = rowLabels(rows, table.primaryKey);
  return rows.flatMap((row, index) =>
    checks
      .filter((check) => !fulfils(check, row[check.column]))
      .map(({ name, column, values }) => ({
        table: table.name,
        row: labels[index] ?? "",
        column,
        value: row[column] ?? null,
        rule: `is not one of ${values.join(", ")}: the table cannot get its constraint ${name}`,
      })),
  );
}
