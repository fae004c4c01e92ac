import { checkLikePattern } from "../native/like-pattern";
import { SqlError } from "../sql-engine";
import { literalText } from "../syntax/literal-values";
import type { SyntaxNode } from "../syntax/syntax-node";
import { duckdbText, simpleType } from "../types/sql-type";
import { argumentAs } from "./coerce";
import type { Translator } from "./translator";
import { typed, type Typed } from "./typed";

/**
 * LIKE and ILIKE. A backslash escapes by default, as nowhere else. `LIKE ANY (…)` holds for one of the patterns, `LIKE ALL` for
 * each.
 *
 * @param isNot of `NOT LIKE ANY`: for one of the patterns it does not hold
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/like
 */
export function like(node: SyntaxNode, translator: Translator, isNot: boolean): Typed {
  const name = node.kind === "i_like" ? "ilike" : "like";
  const quantifier = node.optionalText("quantifier")?.toUpperCase();
  const right = node.node("right");
  const patterns = quantifier === undefined || right.kind !== "tuple" ? [right] : right.nodes("expressions");
  const escape = escapeOf(node.optionalNode("escape"));
  const text = argumentAs(name, 0, translator.typed(node.node("left")), "string").text;
  const tests = patterns.map((pattern) => {
    const printed = argumentAs(name, 1, translator.typed(pattern), "string").text;
    const inner = pattern.kind === "paren" ? pattern.copy().node("this") : pattern;
    return `${isNot ? "NOT " : ""}${likeText(name, text, printed, literalText(inner), escape)}`;
  });
  if (quantifier !== undefined && right.kind === "tuple") right.finish();
  return typed(`(${tests.join(quantifier === "ALL" ? " AND " : " OR ")})`, simpleType("boolean"));
}

/** Whether a text fits a pattern, which DuckDB tells where the pattern is known to be a right one. */
export function likeText(
  name: string,
  text: string,
  pattern: string,
  literal: string | undefined,
  escape = "\\",
): string {
  const folded = (value: string) => (name === "ilike" ? `memory.main.dbx_lower(${value})` : value);
  if (literal === undefined) return `dbx_like(${folded(text)}, ${folded(pattern)}, ${duckdbText(escape)})`;
  checkLikePattern(name === "ilike" ? literal.toLowerCase() : literal, escape);
  return `(${folded(text)} LIKE ${folded(pattern)} ESCAPE ${duckdbText(escape)})`;
}

function escapeOf(node: SyntaxNode | undefined): string {
  if (!node) return "\\";
  const escape = literalText(node);
  if (escape === undefined || [...escape].length !== 1) throw invalidEscape(escape ?? "another expression");
  return escape;
}

export function invalidEscape(given: string): SqlError {
  return new SqlError(
    "INVALID_ESCAPE_CHAR",
    "42604",
    `\`EscapeChar\` should be a string literal of length one, but got ${given}.`,
  );
}
