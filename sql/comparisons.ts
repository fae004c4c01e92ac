import { columnOrigin, type ColumnOrigin } from "./column-origin";
import { type Literal, literalOf } from "./literal";
import { visit } from "./nodes-of";
import type { SelectScope } from "./select-scopes";
import type { Expression } from "./tree";

export const COMPARATORS = ["=", "!=", "<", "<=", ">", ">="] as const;
export type Comparator = (typeof COMPARATORS)[number];

const SIGNS: Readonly<Record<string, Comparator>> = {
  Eq: "=",
  Spaceship: "=",
  NotEq: "!=",
  Lt: "<",
  LtEq: "<=",
  Gt: ">",
  GtEq: ">=",
};
const MIRRORED: Readonly<Record<Comparator, Comparator>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** A comparison with one expression on the left and one on the right. */
export interface Comparison {
  readonly left: Expression;
  readonly comparator: Comparator;
  readonly right: Expression;
}

/** The condition as comparisons, if it is one: BETWEEN is two. */
export function comparisonsOf(condition: Expression): Comparison[] {
  const { BinaryOp, Between, Nested } = condition;
  if (Nested) return comparisonsOf(Nested);

  if (Between && !Between.negated) {
    const { expr: left, low, high } = Between;
    return [
      { left, comparator: ">=", right: low },
      { left, comparator: "<=", right: high },
    ];
  }
  const comparator = BinaryOp && SIGNS[BinaryOp.op];
  return BinaryOp && comparator ? [{ left: BinaryOp.left, comparator, right: BinaryOp.right }] : [];
}

/** Each comparison both ways: what stands on the right may be what one looks for. */
export function bothWays(comparison: Comparison): Comparison[] {
  const { left, comparator, right } = comparison;
  return [comparison, { left: right, comparator: MIRRORED[comparator], right: left }];
}

/** A column that is compared with a value that is written out. */
export interface LiteralComparison {
  readonly origin: ColumnOrigin;
  /** The expression that names the column. */
  readonly column: Expression;
  readonly comparator: Comparator;
  readonly value: Literal;
}

/** Every such comparison of one SELECT, wherever it stands; `IN` is one `=` for each value, `NOT IN` one `!=`. */
export function literalComparisons(scope: SelectScope): LiteralComparison[] {
  const found: LiteralComparison[] = [];
  const add = ({ left, comparator, right }: Comparison): void => {
    const value = literalOf(right);
    const origin = value === undefined ? undefined : columnOrigin(left, scope);
    if (value !== undefined && origin) found.push({ origin, column: left, comparator, value });
  };
  const { projection, having, qualify } = scope.select;
  visit([projection, scope.conditions, having, qualify], (node) => {
    const expression: Expression = node;
    const { InList, BinaryOp, Between } = expression;
    if (BinaryOp ?? Between) comparisonsOf(expression).flatMap(bothWays).forEach(add);

    for (const element of InList?.list ?? [])
      add({ left: InList?.expr ?? {}, comparator: InList?.negated ? "!=" : "=", right: element });

    // A query inside has a scope of its own.
    return !("body" in node && "locks" in node);
  });
  return found;
}
