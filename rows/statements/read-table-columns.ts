import type { Statement } from "../../databricks/statement";
import type { TableNames } from "../../alerting/table-names";
import { inInformationSchema } from "./in-information-schema";
import { quoteIdentifier } from "../../sql/quote-identifier";

/**
 * The columns of all these tables, in their order; no row for a table that does not exist.
 *
 * @see https://docs.databricks.com/sql/language-manual/information-schema/columns
 */
export function readTableColumns(names: TableNames, tables: readonly string[]): Statement {
  const { condition, parameters } = inInformationSchema(names, tables);
  return {
    sql: [
      "SELECT table_name, column_name, full_data_type, is_nullable, column_default, comment",
      `FROM ${quoteIdentifier(names.catalog)}.information_schema.columns`,
      `WHERE ${condition}`,
      "ORDER BY table_name, ordinal_position",
    ].join("\n"),
    parameters,
  };
}
