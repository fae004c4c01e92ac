import type { Statement } from "../../databricks/statement";
import { quoteIdentifier } from "../../sql/quote-identifier";

/**
 * The newest version of a table: a row with its `timestamp`.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/delta-describe-history
 */
export function readLastChange(nameParts: readonly string[]): Statement {
  return { sql: `DESCRIBE HISTORY ${nameParts.map(quoteIdentifier).join(".")} LIMIT 1` };
}
