import type { Statement } from "../../databricks/statement";
import type { TableNames } from "../../alerting/table-names";
import { inInformationSchema } from "./in-information-schema";
import { quoteIdentifier } from "../../sql/quote-identifier";

/**
 * Primary and foreign keys of all these tables, a row for each of their columns. CHECK constraints are table properties.
 *
 * @see https://docs.databricks.com/sql/language-manual/information-schema/table_constraints
 * @see https://docs.databricks.com/sql/language-manual/information-schema/key_column_usage
 */
export function readTableConstraints(names: TableNames, tables: readonly string[]): Statement {
  const { condition, parameters } = inInformationSchema(names, tables);
  const schema = `${quoteIdentifier(names.catalog)}.information_schema`;
  return {
    sql: [
      "SELECT table_name, constraint_name, constraint_type, column_name",
      `FROM ${schema}.table_constraints`,
      `LEFT JOIN (SELECT constraint_schema, constraint_name, column_name FROM ${schema}.key_column_usage) AS k`,
      "USING (constraint_schema, constraint_name)",
      `WHERE ${condition}`,
      "ORDER BY table_name, constraint_name",
    ].join("\n"),
    parameters,
  };
}
