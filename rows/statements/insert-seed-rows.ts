import type { Statement } from "../../databricks/statement";
import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import { columnList, rowsSource } from "./rows-source";
import { quoteIdentifier } from "../../sql/quote-identifier";

/**
 * Inserts the rows whose primary key the table does not have, nor a row that is equal in all of the `unique` columns; a
 * row that is there stays as it is.
 */
export function insertSeedRows(
  names: TableNames,
  table: ConfigTableSpec,
  rows: readonly Readonly<Record<string, unknown>>[],
  unique: readonly string[],
): Statement {
  const given = table.columns.filter(({ name }) => name !== "created_at" && rows.some((row) => name in row));
  const columns = given.map(({ name }) => name);
  return {
    sql: [
      `MERGE INTO ${qualifiedName(names, table.name)} AS t`,
      `USING ${rowsSource("rows", given)} AS s`,
      `ON ${[[table.primaryKey], unique]
        .filter((columns) => columns.length > 0)
        .map(equal)
        .join(" OR ")}`,
      `WHEN NOT MATCHED THEN INSERT (${columnList(columns)}, ${quoteIdentifier("created_at")})`,
      `VALUES (${columnList(columns, "s.")}, current_timestamp())`,
    ].join("\n"),
    parameters: { rows: JSON.stringify(rows) },
  };
}

function equal(columns: readonly string[]): string {
  const pairs = columns.map(quoteIdentifier).map((name) => `t.${name} = s.${name}`);
  return pairs.length > 1 ? `(${pairs.join(" AND ")})` : pairs.join("");
}
