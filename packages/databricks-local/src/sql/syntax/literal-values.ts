import type { SyntaxNode } from "./syntax-node";

/** The text of a string literal that a function must be given as such. */
export function literalText(node: SyntaxNode | undefined): string | undefined {
  const isText = node?.kind === "literal" && /^(raw_)?string$/.test(node.copy().text("literal_type"));
  return isText ? node.copy().text("value") : undefined;
}

/** The value of a whole-number literal, also a negative one. */
export function literalNumber(node: SyntaxNode | undefined): number | undefined {
  const look = node?.copy();
  if (look?.kind === "neg") {
    const value = literalNumber(look.node("this"));
    return value === undefined ? undefined : -value;
  }
  const isNumber = look?.kind === "literal" && look.text("literal_type") === "number";
  return isNumber ? Number(look.text("value")) : undefined;
}
