import { clockOffset } from "./clock-offset";
import { columnExpression } from "./column-origin";
import { bothWays, comparisonsOf } from "./comparisons";
import { literalOf, sameExpression } from "./literal";
import type { SelectScope } from "./select-scopes";
import type { Expression } from "./tree";

/** Whether the expression is the same in all rows that the SELECT keeps: written out, or held to something written out by `=`. */
export function isFixed(expression: Expression, scope: SelectScope): boolean {
  const { Nested, Identifier } = expression;
  if (Nested) return isFixed(Nested, scope);

  if (isWrittenOut(expression)) return true;

  const isHeld = scope.held
    .flatMap(comparisonsOf)
    .flatMap(bothWays)
    .some(
      ({ left, comparator, right }) =>
        comparator === "=" && isWrittenOut(right) && isSameColumn(left, expression),
    );
  return isHeld || passedOn(Identifier?.value, scope) || isAliasOfFixed(Identifier?.value, scope);
}

/** Its value needs no row. */
function isWrittenOut(expression: Expression): boolean {
  const { TypedString, Cast, Nested, Value } = expression;
  const inner = Cast?.expr ?? Nested;
  return inner
    ? isWrittenOut(inner)
    : TypedString !== undefined ||
        Value?.value.Placeholder !== undefined ||
        literalOf(expression) !== undefined ||
        clockOffset(expression) !== undefined;
}

/** `u.email` and `email` are the same column where one query is about it. */
function isSameColumn(one: Expression, other: Expression): boolean {
  const [a, b] = [one, other].map(({ Identifier, CompoundIdentifier }) =>
    (CompoundIdentifier ?? (Identifier ? [Identifier] : [])).map(({ value }) => value.toLowerCase()),
  );
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0)
    return sameExpression(one, other);

  const length = Math.min(a.length, b.length);
  return a.slice(-length).join(".") === b.slice(-length).join(".");
}

/** The only source is a query that holds it. */
function passedOn(name: string | undefined, { sources }: SelectScope): boolean {
  const [source, ...others] = sources;
  const [inner, ...more] = source?.scopes ?? [];
  if (name === undefined || inner === undefined || others.length + more.length > 0) return false;

  const column = columnExpression(name, inner);
  return column ? isFixed(column.expression, column.scope) : false;
}

/** GROUP BY can name what the select list names. */
function isAliasOfFixed(name: string | undefined, scope: SelectScope): boolean {
  return scope.select.projection.some(({ ExprWithAlias }) => {
    const { alias, expr } = ExprWithAlias ?? {};
    const isNamed = name !== undefined && alias?.value.toLowerCase() === name.toLowerCase();
    // An alias can have the name of the column that it is made of.
    return isNamed && expr !== undefined && expr.Identifier === undefined && isFixed(expr, scope);
  });
}
