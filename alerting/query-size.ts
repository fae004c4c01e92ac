const MEBIBYTE = 1024 * 1024;

/**
 * So much text a statement may have, and the service runs an alert's query inside of one. What the alerts API itself takes no
 * document says.
 *
 * @see https://docs.databricks.com/api/workspace/statementexecution/executestatement
 */
const MOST_STATEMENT_BYTES = 16 * MEBIBYTE;

/** For what stands around the query there, with names of columns in it. */
const WRAPPER_BYTES = 64 * 1024;

/** `17.3 MiB, and a statement of a SQL warehouse has at most 16 MiB`, of a query that is too long for one. */
export function tooLong(queryBytes: number): string | undefined {
  const bytes = queryBytes + WRAPPER_BYTES;
  if (bytes <= MOST_STATEMENT_BYTES) return undefined;
  const shown = Math.ceil((bytes / MEBIBYTE) * 10) / 10;
  return `${shown} MiB, and a statement of a SQL warehouse has at most ${MOST_STATEMENT_BYTES / MEBIBYTE} MiB`;
}
