/**
 * An identifier in backticks, with the backticks inside doubled.
 *
 * @see https://docs.databricks.com/sql/language-manual/sql-ref-identifiers
 */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** The parts of a name whose parts are all quoted so. */
export function nameParts(name: string): string[] {
  return [...name.matchAll(/`((?:[^`]|``)*)`/g)].map(([, part = ""]) => part.replaceAll("``", "`"));
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r" };

/**
 * A string literal for DDL, which takes no bound values (comments, table properties, CHECK lists).
 * Only for constants of ours: a value that a user wrote is always bound.
 *
 * Quotes are escaped with a backslash: a doubled quote is not an escape on Databricks, `'a''b'` is `ab`.
 *
 * @see https://docs.databricks.com/sql/language-manual/data-types/string-type#literals
 */
export function sqlLiteral(text: string): string {
  return `'${text.replaceAll(/[\\'\n\r]/g, (character) => ESCAPES[character] ?? character)}'`;
}

/**
 * The query of a row as what a FROM reads. It may end in a comment, which may end in a backslash: a line that is empty ends
 * that comment, too (`--\` goes on in the next line).
 *
 * @see https://github.com/apache/spark/blob/master/sql/api/src/main/antlr4/org/apache/spark/sql/catalyst/parser/SqlBaseLexer.g4
 */
export function subquery(query: string): string {
  return `(\n${query}\n\n)`;
}
