import { type ParsedQuery, TextPositions } from "../../sql/parse-query";
import type { TextEdit } from "./text-edit";

/**
 * Edits that leave the query's first row only. A query around it would do that as well, but Spark keeps the order of an
 * ordered query only as far as the LIMIT right behind it. Without ORDER BY any row may be the first: nothing to keep.
 */
export function firstRowEdits({ text, query }: ParsedQuery): readonly TextEdit[] {
  if (query.order_by === undefined || query.order_by === null) return [];
  const limit = query.limit_clause?.LimitOffset?.limit;
  if (limit === undefined || limit === null) {
    // OFFSET and other clauses may follow, and LIMIT comes before them.
    const end = { start: text.length, end: text.length };
    return query.limit_clause ? [] : [{ span: end, text: "\nLIMIT 1" }];
  }
  const count = limit.Value?.value.Number?.[0];
  if (limit.Value === undefined || count === undefined || !(Number(count) > 1)) return [];
  const positions = new TextPositions(text);
  const { start, end } = limit.Value.span;
  return [{ span: { start: positions.offset(start), end: positions.offset(end) }, text: "1" }];
}
