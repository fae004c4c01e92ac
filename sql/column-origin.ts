import type { SelectScope, Source } from "./select-scopes";
import type { Expression } from "./tree";

/** A column of a table. */
export interface ColumnOrigin {
  /** `system.access.audit`, in lower case; left out where it cannot be told. */
  readonly table?: string;
  /** With the fields of a structure: `response.status_code`. */
  readonly column: string;
}

/** The column that the expression names, followed through queries in the place of tables; `undefined` if it names none. */
export function columnOrigin(expression: Expression, scope: SelectScope): ColumnOrigin | undefined {
  const { Identifier, CompoundIdentifier, Nested } = expression;
  if (Nested) return columnOrigin(Nested, scope);

  const parts = (CompoundIdentifier ?? (Identifier ? [Identifier] : [])).map(({ value }) =>
    value.toLowerCase(),
  );
  const [first, ...rest] = parts;
  if (first === undefined) return undefined;

  const qualifier = rest.length > 0 ? sourceNamed(first, scope) : undefined;
  const column = qualifier ? rest : parts;
  const source = qualifier ?? theSourceOf(column[0] ?? "", scope);
  return source ? originIn(source, column) : { column: column.join(".") };
}

function sourceNamed(alias: string, scope: SelectScope): Source | undefined {
  return (
    scope.sources.find((source) => source.alias === alias) ?? (scope.outer && sourceNamed(alias, scope.outer))
  );
}

/** Of several sources the one that alone is known to have the column, where the columns of all are known. */
function theSourceOf(column: string, { sources }: SelectScope): Source | undefined {
  const [only, ...others] = sources;
  if (others.length === 0) return only;

  const having = sources.filter(({ columns }) => columns?.includes(column) ?? true);
  return having.length === 1 ? having[0] : undefined;
}

function originIn(source: Source, path: readonly string[]): ColumnOrigin {
  const column = path.join(".");
  if (source.table !== undefined) return { table: source.table, column };

  const [name, ...fields] = path;
  const [scope, ...more] = source.scopes;
  const index = source.columns?.indexOf(name ?? "") ?? -1;
  const item = more.length === 0 ? scope?.select.projection[index] : undefined;
  const expression = item?.ExprWithAlias?.expr ?? item?.UnnamedExpr;
  const isStar = scope?.select.projection.some((each) => each.Wildcard ?? each.QualifiedWildcard) ?? true;
  const origin = scope && expression && !isStar ? columnOrigin(expression, scope) : undefined;
  return origin ? { ...origin, column: [origin.column, ...fields].join(".") } : { column };
}

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
    if (Wildcard ?? QualifiedWildcard) return passedOn(wanted, scope);
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
