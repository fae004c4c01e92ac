import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { ExpressionPrinter } from "./expressions";
import { infix } from "./operators";
import type { Translator } from "./translator";

/** What is true, false or NULL. */
export const PREDICATES: Readonly<Record<string, ExpressionPrinter>> = {
  eq: infix("="),
  neq: infix("<>"),
  lt: infix("<"),
  lte: infix("<="),
  gt: infix(">"),
  gte: infix(">="),
  null_safe_eq: infix("IS NOT DISTINCT FROM"),
  null_safe_neq: infix("IS DISTINCT FROM"),
  is_null: (node, translator) =>
    `(${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}NULL)`,
  is_true: is("TRUE"),
  is_false: is("FALSE"),
  between: (node, translator) => {
    const [value, low, high] = ["this", "low", "high"].map((field) =>
      translator.expression(node.node(field)),
    );
    return `(${value} ${node.flag("not") ? "NOT " : ""}BETWEEN ${low} AND ${high})`;
  },
  in: (node, translator) => {
    const query = node.optionalNode("query");
    const among = query ? translator.query(query) : translator.expressions(node.nodes("expressions"));
    return `(${translator.expression(node.node("this"))} ${node.flag("not") ? "NOT " : ""}IN (${among}))`;
  },
  exists: (node, translator) =>
    `(${node.flag("not") ? "NOT " : ""}EXISTS (${translator.query(node.node("this"))}))`,
  like: (node, translator) => like(node, translator, "LIKE"),
  i_like: (node, translator) => like(node, translator, "ILIKE"),
  regexp_like: (node, translator) =>
    `regexp_matches(${translator.expression(node.node("this"))}, ${translator.expression(node.node("pattern"))})`,
};

function is(value: string): ExpressionPrinter {
  return (node, translator) =>
    `(${translator.expression(node.node("this"))} IS ${node.flag("not") ? "NOT " : ""}${value})`;
}

/** A backslash escapes by default, as nowhere else. */
function like(node: SyntaxNode, translator: Translator, operator: string): string {
  if (node.has("quantifier")) throw unsupported(`${operator} ${node.text("quantifier").toUpperCase()}`);
  const [left, right] = [node.node("left"), node.node("right")].map((side) => translator.expression(side));
  const escape = node.optionalNode("escape");
  return `(${left} ${operator} ${right} ESCAPE ${escape ? translator.expression(escape) : "'\\'"})`;
}
