import { isAggregate, isAggregated, isGrouped } from "./aggregates";
import { columnExpression } from "./column-origin";
import { bothWays, comparisonsOf } from "./comparisons";
import { isFixed } from "./fixed-expression";
import { nameOf } from "./function-calls";
import { literalOf } from "./literal";
import { visit } from "./nodes-of";
import { makesRows } from "./projected-columns";
import { conjuncts, type SelectScope } from "./select-scopes";
import type { Expression, Query, SetExpression } from "./tree";

/** How many rows there are, whatever the data is. */
export interface RowBounds {
  readonly least: number;
  readonly most: number;
}

const UNKNOWN: RowBounds = { least: 0, most: Infinity };

/** How many rows the query gives, as far as its text tells; `results` are the SELECTs whose rows are its own. */
export function resultRows(query: Query, results: readonly SelectScope[]): RowBounds {
  const { least, most } = setRows(query.body, results);
  if (!query.limit_clause) return { least, most };

  const { limit, offset } = query.limit_clause.LimitOffset ?? {};
  const [kept, skipped] = [limit, offset?.value].map((count) => (count ? literalOf(count) : 0));
  if (typeof kept !== "number" || typeof skipped !== "number") return { least: 0, most };

  const cut = (rows: number): number => Math.min(limit ? kept : Infinity, Math.max(0, rows - skipped));
  return { least: cut(least), most: cut(most) };
}

/** Whether the query gives one row at most. */
export function hasOneRow(query: Query, results: readonly SelectScope[]): boolean {
  return resultRows(query, results).most <= 1;
}

/** Whether the query gives a row whatever the data is. */
export function hasAlwaysARow(query: Query, results: readonly SelectScope[]): boolean {
  return resultRows(query, results).least >= 1;
}

/** Whether the order of its rows is fixed. */
export function isOrdered({ order_by: order }: Query): boolean {
  return order !== undefined;
}

function setRows(body: SetExpression, results: readonly SelectScope[]): RowBounds {
  const { Select, Query: inner, SetOperation, Values } = body;
  if (Values) return { least: Values.rows.length, most: Values.rows.length };

  if (inner) return resultRows(inner, results);

  if (SetOperation) {
    const [left, right] = [setRows(SetOperation.left, results), setRows(SetOperation.right, results)];
    if (SetOperation.op !== "Union") return { least: 0, most: left.most };

    const least = left.least + right.least;
    const isAll = SetOperation.set_quantifier.startsWith("All");
    return { least: isAll ? least : Math.min(1, least), most: left.most + right.most };
  }
  const scope = results.find(({ select }) => select === Select);
  return scope ? selectRows(scope) : UNKNOWN;
}

function selectRows(scope: SelectScope): RowBounds {
  const { select } = scope;
  const { having, qualify, projection, distinct } = select;
  let rows = foldedRows(scope);
  if (having || qualify) rows = { ...rows, least: 0 };

  const kept = [...conjuncts(qualify), ...conjuncts(select.selection)].flatMap((condition) =>
    mostRanked(condition, scope),
  );
  rows = { least: rows.least, most: Math.min(rows.most, ...kept) };
  if (distinct) {
    const isOne = projection.every(({ UnnamedExpr, ExprWithAlias }) => {
      const expression = ExprWithAlias?.expr ?? UnnamedExpr;
      return expression !== undefined && isFixed(expression, scope);
    });
    rows = { least: Math.min(1, rows.least), most: isOne ? Math.min(1, rows.most) : rows.most };
  }
  return projection.some(makesRows) ? UNKNOWN : rows;
}

/** Behind WHERE and GROUP BY. */
function foldedRows(scope: SelectScope): RowBounds {
  const { select } = scope;
  const input = inputRows(scope);
  if (!isAggregated(select)) return input;

  if (!isGrouped(select)) return { least: 1, most: 1 };

  const [keys = projectedKeys(scope), more] = select.group_by.Expressions ?? [];
  const isPlain =
    (more ?? []).length === 0 &&
    keys.every((key) => !("Cube" in key || "Rollup" in key || "GroupingSets" in key));
  if (!isPlain) return UNKNOWN;

  const isOne = keys.every((key) => isFixedKey(key, scope));
  return { least: Math.min(1, input.least), most: isOne ? Math.min(1, input.most) : input.most };
}

/** What WHERE leaves of what FROM gives. */
export function inputRows({ select, sources, conditions }: SelectScope): RowBounds {
  const joins = select.from.flatMap((table) => table.joins);
  const isComplete = select.from.length + joins.length === sources.length;
  const isOuter = joins.some(({ join_operator: how }) => Object.keys(how).some((kind) => /Full/.test(kind)));
  if (!isComplete || isOuter) return UNKNOWN;

  if (select.lateral_views.length > 0) return UNKNOWN;

  const each = sources.map(({ query, scopes }) => (query ? resultRows(query, scopes) : UNKNOWN));
  const [only = { least: 1, most: 1 }, ...others] = each;
  const isKept = conditions.length === 0 && joins.every(isCross);
  return {
    least: isKept ? product(each.map(({ least }) => least)) : 0,
    // An outer join keeps a row of one side where the other has none.
    most: others.length === 0 ? only.most : product(each.map(({ most }) => Math.max(1, most))),
  };
}

function product(counts: readonly number[]): number {
  return counts.includes(0) ? 0 : counts.reduce((all, count) => all * count, 1);
}

function isCross({
  join_operator: how,
}: {
  readonly join_operator: Readonly<Record<string, unknown>>;
}): boolean {
  return Object.keys(how).every((kind) => kind === "CrossJoin");
}

/** GROUP BY ALL takes what is not aggregated. */
function projectedKeys({ select }: SelectScope): Expression[] {
  return select.projection.flatMap(({ UnnamedExpr, ExprWithAlias }) => {
    const expression = ExprWithAlias?.expr ?? UnnamedExpr;
    return expression === undefined ? [{}] : holdsAggregate(expression) ? [] : [expression];
  });
}

function holdsAggregate(expression: Expression): boolean {
  let found = false;
  visit(expression, (node) => {
    const { Function: call }: Expression = node;
    found ||= call !== undefined && isAggregate(call);
    return !found;
  });
  return found;
}

/** `GROUP BY 1` is the first of the select list. */
function isFixedKey(key: Expression, scope: SelectScope): boolean {
  const place = key.Value && literalOf(key);
  const item = typeof place === "number" ? scope.select.projection[place - 1] : undefined;
  const expression = item?.ExprWithAlias?.expr ?? item?.UnnamedExpr ?? key;
  return isFixed(expression, scope);
}

/** How many rows a condition on `row_number()` keeps, where it counts all rows in one sequence. */
function mostRanked(condition: Expression, scope: SelectScope): number[] {
  return comparisonsOf(condition)
    .flatMap(bothWays)
    .flatMap(({ left, comparator, right }) => {
      const limit = literalOf(right);
      if (typeof limit !== "number" || !isRank(left, scope)) return [];
      return comparator === "=" ? [1] : comparator === "<=" ? [limit] : comparator === "<" ? [limit - 1] : [];
    });
}

function isRank(expression: Expression, scope: SelectScope): boolean {
  const { Function: call, Identifier, CompoundIdentifier } = expression;
  if (call) {
    const window = call.over?.WindowSpec;
    const keys = window?.partition_by ?? [];
    return nameOf(call) === "row_number" && window !== undefined && keys.every((key) => isFixed(key, scope));
  }
  const name = (Identifier ?? CompoundIdentifier?.at(-1))?.value;
  if (name === undefined) return false;
  const [source, ...others] = scope.sources;
  const [inner, ...more] = others.length === 0 ? (source?.scopes ?? []) : [];
  const own = columnExpression(name, scope);
  const column = own?.expression.Function
    ? own
    : inner && more.length === 0
      ? columnExpression(name, inner)
      : undefined;
  return column?.expression.Function ? isRank(column.expression, column.scope) : false;
}
