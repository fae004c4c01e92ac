import { parseType } from "../sql/types/parse-type";
import { duckDbType, identifier, textLiteral } from "../sql/types/sql-type";

/**
 * A relation of DuckDB with the named fields of a journal's records, read from the file at that moment: whoever does not
 * ask pays nothing. The journal must be one that only grows. Its last line may be half written: it is left out.
 */
export function journalRows(file: string, fields: Readonly<Record<string, string>>): string {
  const record = Object.entries(fields).map(
    ([name, type]) => `${identifier(name)} ${duckDbType(parseType(type))}`,
  );
  const columns = `{'put': ${textLiteral(`STRUCT(${record.join(", ")})`)}}`;
  return `(SELECT "put".* FROM read_ndjson(${textLiteral(file)}, columns = ${columns}, ignore_errors = true))`;
}
