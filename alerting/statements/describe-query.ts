import type { Statement } from "../statement";

/**
 * The names and types of the columns that the query gives where alerts run it: inside of a common table expression. The
 * warehouse resolves every name of it and runs nothing. Rows of `col_name`, `data_type`.
 *
 * EXPLAIN would tell of names that do not resolve in its text only, and of the columns without their types in a form that is
 * not documented; `SELECT … WHERE 1 = 0` would be run.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export function describeQuery(query: string): Statement {
  // A query may end in a comment.
  return { sql: `DESCRIBE QUERY WITH q AS (\n${query}\n) SELECT * FROM q` };
}
