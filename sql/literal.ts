import type { Expression } from "./tree";

export type Literal = number | string | boolean;

/** A number with its type behind it: the parser takes it for a name. */
const TYPED_NUMBER = /^(\d+(?:\.\d+)?)(?:BD|[LSYDF])$/i;

/** The value of an expression that is written out: `-1.5`, `'FAILED'`, `(TRUE)`. */
export function literalOf(expression: Expression | undefined): Literal | undefined {
  const { Value, UnaryOp, Nested, Identifier } = expression ?? {};
  if (Nested) return literalOf(Nested);

  if (UnaryOp) {
    const operand = literalOf(UnaryOp.expr);
    return UnaryOp.op === "Minus" && typeof operand === "number" ? -operand : undefined;
  }
  const typed = Identifier?.quote_style ? undefined : TYPED_NUMBER.exec(Identifier?.value ?? "")?.[1];
  if (typed !== undefined) return Number(typed);

  const {
    SingleQuotedString: single,
    DoubleQuotedString: double,
    Number: digits,
    Boolean: truth,
  } = Value?.value ?? {};
  return single ?? double ?? truth ?? (digits ? Number(digits[0]) : undefined);
}

/** Whether two parts of a tree say the same, wherever they stand in the text; names are compared without their case. */
export function sameExpression(one: unknown, other: unknown): boolean {
  return textOf(one) === textOf(other);
}

function textOf(tree: unknown): string {
  return JSON.stringify(tree, (key, part: unknown) => (key === "span" ? undefined : part)).toLowerCase();
}
