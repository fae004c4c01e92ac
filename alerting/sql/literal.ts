import type { Expression } from "./tree";

export type Literal = number | string | boolean;

/** The value of an expression that is written out: `-1.5`, `'FAILED'`, `(TRUE)`. */
export function literalOf(expression: Expression | undefined): Literal | undefined {
  const { Value, UnaryOp, Nested } = expression ?? {};
  if (Nested) {
    return literalOf(Nested);
  }
  if (UnaryOp) {
    const operand = literalOf(UnaryOp.expr);
    return UnaryOp.op === "Minus" && typeof operand === "number" ? -operand : undefined;
  }
  const {
    SingleQuotedString: single,
    DoubleQuotedString: double,
    Number: digits,
    Boolean: truth,
  } = Value?.value ?? {};
  return single ?? double ?? truth ?? (digits ? Number(digits[0]) : undefined);
}
