import type { SelectScope } from "./select-scopes";
import type { Expression } from "./tree";

/** What a column of a SELECT is worked out from. */
export interface ColumnExpression {
  readonly expression: Expression;
  /** The SELECT in which it is worked out. */
  readonly scope: SelectScope;
}

/** The expression behind a column, followed through common tables and subqueries that only pass it on. */
export function columnExpression(name: string, scope: SelectScope): ColumnExpression | undefined {
  const wanted = name.toLowerCase();
  for (const { ExprWithAlias, UnnamedExpr, Wildcard, QualifiedWildcard } of scope.select.projection) {
    const named = UnnamedExpr?.Identifier ?? UnnamedExpr?.CompoundIdentifier?.at(-1);
    if ((ExprWithAlias?.alias ?? named)?.value.toLowerCase() === wanted) {
      const expression = ExprWithAlias?.expr ?? UnnamedExpr;
      return expression && followed(expression, scope);
    }
    if (Wildcard ?? QualifiedWildcard) {
      return passedOn(wanted, scope);
    }
  }
  return undefined;
}

function followed(expression: Expression, scope: SelectScope): ColumnExpression {
  const { Identifier, CompoundIdentifier } = expression;
  const name = (Identifier ?? (CompoundIdentifier?.length === 2 ? CompoundIdentifier[1] : undefined))?.value;
  return (name === undefined ? undefined : passedOn(name, scope)) ?? { expression, scope };
}

function passedOn(name: string, { sources }: SelectScope): ColumnExpression | undefined {
  const [source, ...others] = sources;
  const [inner, ...more] = source?.scopes ?? [];
  return inner && others.length === 0 && more.length === 0 ? columnExpression(name, inner) : undefined;
}
