import type { Statement } from "../../databricks/statement";
import { quoteIdentifier } from "../../sql/quote-identifier";

export interface ViewName {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/**
 * Which of the names are views, and their queries: rows of `table_catalog`, `table_schema`, `table_name`,
 * `view_definition`, which is NULL for who does not own the view.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/information-schema/views
 */
export function readViewQueries(names: readonly ViewName[]): Statement {
  const catalogs = [...new Set(names.map(({ catalog }) => catalog))];
  const parameters: Record<string, string> = {};
  const selects = catalogs.map((catalog) => {
    const conditions = names.flatMap(({ schema, table, catalog: own }, index) => {
      if (own !== catalog) return [];
      parameters[`schema${index}`] = schema;
      parameters[`table${index}`] = table;
      return [`(table_schema = :schema${index} AND table_name = :table${index})`];
    });
    return (
      "SELECT table_catalog, table_schema, table_name, view_definition " +
      `FROM ${quoteIdentifier(catalog)}.information_schema.views WHERE ${conditions.join(" OR ")}`
    );
  });
  return { sql: selects.join("\nUNION ALL\n"), parameters };
}
