import type { Fault } from "../alerting/row-faults";
import { rowLabels } from "../alerting/row-notes";
import { type CheckConstraint, isAllowed } from "../alerting/tables/check-constraint";
import type { ConfigTableSpec, SqlType } from "../alerting/tables/column-spec";
import type { RawRow } from "../alerting/tables/row-reader";
import type { LiveTable } from "./table-upgrade";

/** The cells that keep a table from getting these constraints. */
export function brokenChecks(
  table: Pick<ConfigTableSpec, "name" | "primaryKey">,
  rows: readonly RawRow[],
  checks: readonly CheckConstraint[],
): Fault[] {
  const labels = rowLabels(rows, table.primaryKey);
  return rows.flatMap((row, index) =>
    checks
      .filter((check) => !isAllowed(check, row[check.column]))
      .map(({ name, column, values }) => ({
        table: table.name,
        row: labels[index] ?? "",
        column,
        value: row[column] ?? null,
        rule: `is not one of ${values.join(", ")}: the table cannot get its constraint ${name}`,
      })),
  );
}

/** Types that hold what a column of ours holds: Delta changes the type of a column in few cases, and we in none. */
const FITTING: Readonly<Record<SqlType, RegExp>> = {
  STRING: /^(STRING|(VAR)?CHAR\(\d+\))$/,
  DOUBLE: /^(DOUBLE|FLOAT|DECIMAL\(\d+,\d+\)|BIGINT|INT|SMALLINT|TINYINT)$/,
  INT: /^(BIGINT|INT|DECIMAL\(\d+,0\))$/,
  BIGINT: /^(BIGINT|DECIMAL\(\d+,0\))$/,
  BOOLEAN: /^BOOLEAN$/,
  DATE: /^(DATE|TIMESTAMP|TIMESTAMP_NTZ)$/,
  TIMESTAMP: /^(TIMESTAMP|TIMESTAMP_NTZ)$/,
  "ARRAY<STRING>": /^ARRAY<STRING>$/,
  "MAP<STRING,STRING>": /^MAP<STRING,STRING>$/,
};

/** The columns of a table that are there with a type that cannot hold what this program writes. */
export function columnTypeFaults(table: ConfigTableSpec, live: Pick<LiveTable, "columns">): string[] {
  const types = new Map(live.columns.map(({ name, type }) => [name.toLowerCase(), plainType(type)]));
  return table.columns.flatMap(({ name, type }) => {
    const found = types.get(name);
    return found === undefined || FITTING[type].test(found)
      ? []
      : [
          `${table.name} column ${name} is ${found} and should be ${type}: rename it (ALTER TABLE … RENAME COLUMN ` +
            `${name} TO …), and an up adds one of the right type`,
        ];
  });
}

/** `decimal(18, 6)` as `DECIMAL(18,6)`. */
function plainType(type: string): string {
  return type.toUpperCase().replaceAll(/\s+/g, "");
}
