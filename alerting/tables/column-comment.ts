import type { ColumnSpec } from "./column-spec";

/** The column's COMMENT, in one line. */
export function columnComment(column: Pick<ColumnSpec, "business" | "technical">): string {
  return `Business: ${column.business} Technical: ${column.technical}`;
}
