import type { ColumnNotes } from "../store/table-notes";
import { castTo } from "../translate/cast";
import type { Typed } from "../translate/typed";
import { parseType } from "../types/parse-type";

/**
 * A value as it is written into a column: cast to its type, so that a fraction is cut off, a text read and what does not fit
 * refused.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-ansi-compliance#store-assignment
 */
export function storedValue(value: Typed, column: ColumnNotes): string {
  return value.type ? castTo(value, parseType(column.type)).text : value.text;
}
