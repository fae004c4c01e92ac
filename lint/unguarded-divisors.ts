import { isCount, isGrouped } from "../sql/aggregates";
import { bothWays, comparisonsOf } from "../sql/comparisons";
import { argumentsOf, nameOf } from "../sql/function-calls";
import { literalOf, sameExpression } from "../sql/literal";
import { visit } from "../sql/nodes-of";
import { conjuncts, type SelectScope } from "../sql/select-scopes";
import type { Expression } from "../sql/tree";

/** In these an author has thought of the case. */
const GUARDS = new Set(["if", "iff", "nvl2", "try_divide", "decode"]);

/** What the SELECT divides by without having made sure that it is not zero, in words. */
export function unguardedDivisors(scope: SelectScope, all: readonly SelectScope[]): string[] {
  const found: string[] = [];
  const { projection, having, qualify } = scope.select;
  visit([projection, scope.conditions, having, qualify], (node) => {
    const { BinaryOp, Case, Function: call }: Expression = node;
    if (Case || (call && GUARDS.has(nameOf(call))) || ("body" in node && "locks" in node)) return false;

    const divides = BinaryOp?.op === "Divide" || BinaryOp?.op === "Modulo";
    if (divides && !isNeverZero(BinaryOp.right, scope) && !isHeldAboveZero(BinaryOp.right, all))
      found.push(inWords(BinaryOp.right));

    return true;
  });
  return found;
}

function isNeverZero(divisor: Expression, scope: SelectScope): boolean {
  const { Nested, Cast, BinaryOp, Function: call } = divisor;
  const inner = Nested ?? Cast?.expr;
  if (inner) return isNeverZero(inner, scope);

  if (BinaryOp) {
    const [left, right] = [isNeverZero(BinaryOp.left, scope), isNeverZero(BinaryOp.right, scope)];
    return BinaryOp.op === "Multiply" ? left && right : BinaryOp.op === "Divide" && left;
  }
  const value = literalOf(divisor);
  if (value !== undefined) return value !== 0;

  // A group has a row at least; of other functions only those are known to be zero that count or add up.
  const name = call ? nameOf(call) : "";
  return (
    name === "nullif" ||
    (name === "greatest" && (argumentsOf(call ?? { name: [], args: "None" }) ?? []).some(isPositive)) ||
    (name === "count" && isCount(divisor) && isGrouped(scope.select) && !call?.filter)
  );
}

function isPositive(expression: Expression): boolean {
  const value = literalOf(expression);
  return typeof value === "number" && value > 0;
}

/** Whether a condition anywhere in the query keeps the same thing, or a column of that name, off zero. */
function isHeldAboveZero(divisor: Expression, all: readonly SelectScope[]): boolean {
  const name = columnName(divisor);
  return all
    .flatMap(({ conditions, select }) => [
      ...conditions,
      ...conjuncts(select.having),
      ...conjuncts(select.qualify),
    ])
    .flatMap(comparisonsOf)
    .flatMap(bothWays)
    .some(({ left, comparator, right }) => {
      const value = literalOf(right);
      const keepsOff =
        (comparator === ">" && typeof value === "number" && value >= 0) ||
        (comparator === ">=" && typeof value === "number" && value > 0) ||
        (comparator === "=" && value !== undefined && value !== 0) ||
        (comparator === "!=" && value === 0);
      return keepsOff && (sameExpression(left, divisor) || (name !== undefined && columnName(left) === name));
    });
}

function columnName({ Identifier, CompoundIdentifier }: Expression): string | undefined {
  return (Identifier ?? CompoundIdentifier?.at(-1))?.value.toLowerCase();
}

function inWords(expression: Expression): string {
  const { Nested, Function: call } = expression;
  return Nested
    ? inWords(Nested)
    : (columnName(expression) ?? (call ? `${nameOf(call)}(…)` : "an expression"));
}
