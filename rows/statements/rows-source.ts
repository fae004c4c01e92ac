import { quoteIdentifier } from "../../sql/quote-identifier";

/** A column of rows that travel in one bound value. */
export interface SourceColumn {
  readonly name: string;
  readonly type: string;
}

/**
 * Many rows from one bound value: `from_json` over a JSON array of objects, so that neither their number nor what
 * they hold shows in the statement.
 */
export function rowsSource(parameter: string, columns: readonly SourceColumn[]): string {
  const fields = columns.map(({ name, type }) => `${name}: ${type}`).join(", ");
  return `(SELECT o.* FROM (SELECT explode(from_json(:${parameter}, 'ARRAY<STRUCT<${fields}>>')) AS o))`;
}

/** `` `a`, `b` ``. */
export function columnList(names: readonly string[], prefix = ""): string {
  return names.map((name) => prefix + quoteIdentifier(name)).join(", ");
}
