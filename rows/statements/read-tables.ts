import { qualifiedName, type TableNames } from "../../alerting/table-names";
import type { CheckConstraint } from "../../alerting/tables/check-constraint";
import type { ConfigTableSpec } from "../../alerting/tables/column-spec";
import type { Statement } from "../../databricks/run-statement";
import { quoteIdentifier } from "../../sql/quoting";
import { columnList } from "./write-rows";

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

/** The table's properties as rows `key`, `value`; CHECK constraints are among them. */
export function readTableProperties(names: TableNames, table: string): Statement {
  return { sql: `SHOW TBLPROPERTIES ${qualifiedName(names, table)}` };
}

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

/**
 * The columns of a table or view: rows of `col_name`, `data_type`. DESCRIBE TABLE would mix them with rows about partitions.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export function readResultColumns(nameParts: readonly string[]): Statement {
  return { sql: `DESCRIBE QUERY SELECT * FROM ${nameParts.map(quoteIdentifier).join(".")}` };
}

/** What chooses rows of these tables. The information schema keeps names in lower case. */
function inInformationSchema(
  { goldSchema }: TableNames,
  tables: readonly string[],
): { readonly condition: string } & Required<Pick<Statement, "parameters">> {
  const bound = tables.map((table, index) => [`table${index + 1}`, table.toLowerCase()] as const);
  return {
    condition: `table_schema = :schema AND table_name IN (${bound.map(([name]) => `:${name}`).join(", ")})`,
    parameters: { schema: goldSchema.toLowerCase(), ...Object.fromEntries(bound) },
  };
}
