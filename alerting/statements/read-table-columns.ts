import type { Statement } from "../statement";
import type { TableNames } from "../table-names";
import { quoteIdentifier } from "./quote-identifier";

/**
 * The table's columns in their order; no row when there is no such table.
 *
 * @see https://docs.databricks.com/sql/language-manual/information-schema/columns
 */
export function readTableColumns(names: TableNames, table: string): Statement {
  return {
    sql: [
      "SELECT column_name, full_data_type, is_nullable, column_default, comment",
      `FROM ${quoteIdentifier(names.catalog)}.information_schema.columns`,
      "WHERE table_schema = :schema AND table_name = :table",
      "ORDER BY ordinal_position",
    ].join("\n"),
    // The information schema keeps names in lower case.
    parameters: { schema: names.goldSchema.toLowerCase(), table: table.toLowerCase() },
  };
}
