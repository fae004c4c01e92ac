import type { Statement } from "../../databricks/statement";
import { quoteIdentifier } from "../../sql/quote-identifier";

/**
 * The columns of a table or view: rows of `col_name`, `data_type`. DESCRIBE TABLE would mix them with rows about partitions.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-describe-query
 */
export function readResultColumns(nameParts: readonly string[]): Statement {
  return { sql: `DESCRIBE QUERY SELECT * FROM ${nameParts.map(quoteIdentifier).join(".")}` };
}
