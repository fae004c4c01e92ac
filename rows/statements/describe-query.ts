import type { Statement } from "../../databricks/statement";

/**
 * The names and types of the columns that the query gives. The warehouse resolves every name of it and runs nothing, and
 * refuses a text that is anything else than one query. Rows of `col_name`, `data_type`.
 *
 * The text stands alone, at the end: inside of parentheses of ours it could close them.
 *
 * EXPLAIN would tell of names that do not resolve in its text only, and of the columns without their types in a form that is
 * not documented; `SELECT … WHERE 1 = 0` would be run.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export function describeQuery(query: string): Statement {
  return { sql: `DESCRIBE QUERY\n${query}` };
}
