import type { Statement } from "../statement";
import type { TableNames } from "../table-names";
import { inInformationSchema } from "./in-information-schema";
import { quoteIdentifier } from "./quote-identifier";

/**
 * Primary and foreign keys of all these tables. CHECK constraints are table properties.
 *
 * @see https://docs.databricks.com/sql/language-manual/information-schema/table_constraints
 */
export function readTableConstraints(names: TableNames, tables: readonly string[]): Statement {
  const { condition, parameters } = inInformationSchema(names, tables);
  return {
    sql: [
      "SELECT table_name, constraint_name, constraint_type",
      `FROM ${quoteIdentifier(names.catalog)}.information_schema.table_constraints`,
      `WHERE ${condition}`,
      "ORDER BY table_name, constraint_name",
    ].join("\n"),
    parameters,
  };
}
