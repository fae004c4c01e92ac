import type { Statement } from "../statement";
import type { TableNames } from "../table-names";
import { quoteIdentifier } from "./quote-identifier";

/**
 * Primary and foreign keys of the table: `constraint_name`, `constraint_type`. CHECK constraints are table properties.
 *
 * @see https://docs.databricks.com/sql/language-manual/information-schema/table_constraints
 */
export function readTableConstraints(names: TableNames, table: string): Statement {
  return {
    sql: [
      "SELECT constraint_name, constraint_type",
      `FROM ${quoteIdentifier(names.catalog)}.information_schema.table_constraints`,
      "WHERE table_schema = :schema AND table_name = :table",
      "ORDER BY constraint_name",
    ].join("\n"),
    // The information schema keeps names in lower case.
    parameters: { schema: names.goldSchema.toLowerCase(), table: table.toLowerCase() },
  };
}
