/**
 * An identifier in backticks, with the backticks inside doubled.
 *
 * @see https://docs.databricks.com/sql/language-manual/sql-ref-identifiers
 */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}
