import type { SelectScope, Source } from "./select-scopes";
import type { Expression, SelectItem } from "./tree";

/** Where the name of a column leads to: a column of a table, or what a query in the place of a table works out. */
export type ColumnStep =
  | {
      /** In lower case. */
      readonly table: string;
      /** In lower case; with the fields of a structure. */
      readonly path: readonly string[];
    }
  | { readonly expression: Expression; readonly scope: SelectScope };

/**
 * One step from a name towards the tables. Several, where the source is a UNION, and where several tables may have the
 * column: the text does not say which. None, where the expression is no name.
 */
export function columnSteps(expression: Expression, scope: SelectScope): ColumnStep[] {
  const { Identifier, CompoundIdentifier } = expression;
  const path = (CompoundIdentifier ?? (Identifier ? [Identifier] : [])).map(({ value }) =>
    value.toLowerCase(),
  );
  return path.length === 0 ? [] : stepsOf(path, scope);
}

/** The expression of the same SELECT that has this name: HAVING and QUALIFY can read those. */
export function aliasedExpression(
  { Identifier }: Expression,
  { select }: SelectScope,
): Expression | undefined {
  const wanted = Identifier?.value.toLowerCase();
  return select.projection.find(({ ExprWithAlias }) => ExprWithAlias?.alias.value.toLowerCase() === wanted)
    ?.ExprWithAlias?.expr;
}

function stepsOf(path: readonly string[], scope: SelectScope): ColumnStep[] {
  const qualified = qualifiedSource(path, scope);
  if (qualified) return within(qualified.source, qualified.path);

  const [name = ""] = path;
  const known = scope.sources.filter(({ columns }) => columns?.includes(name));
  const candidates = known.length > 0 ? known : scope.sources.filter(({ columns }) => columns === undefined);
  return candidates.flatMap((source) => within(source, path));
}

/** `l.ts`, `logs.ts`, `main.gold.logs.ts`; of the SELECTs around, too. */
function qualifiedSource(
  path: readonly string[],
  scope: SelectScope,
): { readonly source: Source; readonly path: readonly string[] } | undefined {
  for (const source of scope.sources) {
    const parts = source.table?.split(".") ?? [];
    const isWhole = parts.length < path.length && parts.every((part, index) => part === path[index]);
    const length = path.length > 1 && source.alias === path[0] ? 1 : isWhole ? parts.length : 0;
    if (length > 0) return { source, path: path.slice(length) };
  }
  return scope.outer && qualifiedSource(path, scope.outer);
}

function within(source: Source, path: readonly string[]): ColumnStep[] {
  if (source.table !== undefined) return [{ table: source.table, path }];

  const [name = ""] = path;
  const index = source.columns?.indexOf(name) ?? -1;
  return source.scopes.flatMap((scope) => {
    const { projection } = scope.select;
    const item = index >= 0 && !projection.some(isStar) ? projection[index] : projection.find(isNamed(name));
    const expression = item?.ExprWithAlias?.expr ?? item?.UnnamedExpr;
    if (expression) return [{ expression, scope }];
    return projection.some(isStar) ? stepsOf(path, scope) : [];
  });
}

function isStar({ Wildcard, QualifiedWildcard }: SelectItem): boolean {
  return Wildcard !== undefined || QualifiedWildcard !== undefined;
}

function isNamed(name: string): (item: SelectItem) => boolean {
  return ({ ExprWithAlias, UnnamedExpr }) => {
    const named = UnnamedExpr?.Identifier ?? UnnamedExpr?.CompoundIdentifier?.at(-1);
    return (ExprWithAlias?.alias ?? named)?.value.toLowerCase() === name;
  };
}
