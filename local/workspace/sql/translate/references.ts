import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier } from "../types/sql-type";
import type { ExpressionPrinter } from "./expressions";

/** Columns, stars, aliases and fields. */
export const REFERENCES: Readonly<Record<string, ExpressionPrinter>> = {
  column: (node) => {
    const table = node.optionalPart("table");
    const name = nameOf(node.part("name"));
    return table ? `${nameOf(table)}.${name}` : name;
  },
  identifier: (node) => {
    node.ignore("quoted");
    return identifier(node.text("name"));
  },
  star: (node) => {
    const table = node.optionalPart("table");
    const except = node.partsOf("except").map(nameOf);
    return `${table ? `${nameOf(table)}.` : ""}*${except.length ? ` EXCLUDE (${except.join(", ")})` : ""}`;
  },
  alias: (node, translator) => {
    if (node.has("column_aliases")) throw unsupported("several names behind AS in a select list");
    return `${translator.expression(node.node("this"))} AS ${nameOf(node.part("alias"))}`;
  },
  dot: (node, translator) => `${translator.expression(node.node("this"))}.${nameOf(node.part("field"))}`,
  paren: (node, translator) => `(${translator.expression(node.node("this"))})`,
  subquery: (node, translator) => `(${translator.query(node.node("this"))})`,
  tuple: (node, translator) => `(${translator.expressions(node.nodes("expressions"))})`,
};

/** An identifier of the tree as a quoted DuckDB name. */
export function nameOf(part: SyntaxNode): string {
  part.ignore("quoted");
  return identifier(part.text("name"));
}
