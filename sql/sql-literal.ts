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
