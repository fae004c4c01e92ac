import assert from "node:assert/strict";
import { type ParsedQuery, parseQuery } from "../../../sql/parse-query";

/** The query, which the parser must be able to read. */
export function parsed(text: string): ParsedQuery {
  const analysis = parseQuery(text);
  assert.ok(analysis.outcome === "query", JSON.stringify(analysis));
  return analysis;
}
