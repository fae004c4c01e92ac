import type { AlertDefinition } from "../../alerting/definition";
import { clockOffset } from "../../alerting/sql/clock-offset";
import { columnExpression } from "../../alerting/sql/column-expression";
import { constantValue, isNeverTrue, type Constant } from "../../alerting/sql/constant-value";
import { nodesOf, queriesIn } from "../../alerting/sql/nodes-of";
import { parseQuery } from "../../alerting/sql/parse-query";
import { selectScopes, type SelectScope } from "../../alerting/sql/select-scopes";
import { tablesRead } from "../../alerting/sql/tables-read";
import type { Expression, Query } from "../../alerting/sql/tree";

/** What a query reads. */
export interface Reading {
  /** In lower case. */
  readonly tables: readonly string[];
  /** What is compared, where no row has a say in it. */
  readonly constant?: Constant;
  /** How many of its parts give no row whatever there is: `WHERE 1 = 0`, `LIMIT 0`. */
  readonly emptyParts: number;
  /** How often it compares the clock with a time that is written out. */
  readonly endsByClock: number;
  /** The same for queries that differ in blanks, comments, parentheses and the case of names only. */
  readonly meaning: string;
}

/** Left out where the query cannot be read here. */
export function readingOf({ queryText, evaluation }: AlertDefinition): Reading | undefined {
  const analysis = parseQuery(queryText);
  if (analysis.outcome !== "query") return undefined;
  const { query } = analysis;
  const scopes = selectScopes(query);
  const constant = comparedConstant(evaluation, scopes);
  return {
    tables: tablesRead(query, scopes),
    ...(constant === undefined ? {} : { constant }),
    emptyParts: scopes.filter(givesNoRow).length + queriesOf(query).filter(isLimitedToNone).length,
    endsByClock: nodesOf(query, "BinaryOp").filter(isClockAgainstDate).length,
    meaning: meaningOf(query),
  };
}

/** The tables of `before` that `after` names no more; `gold.t` and `main.gold.t` are the same. */
export function noLongerRead(before: Reading, after: Reading): string[] {
  const isSame = (one: string, other: string) =>
    one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  return before.tables.filter((table) => !after.tables.some((other) => isSame(table, other)));
}

function comparedConstant(
  { source: { name, aggregation } }: AlertDefinition["evaluation"],
  scopes: readonly SelectScope[],
): Constant | undefined {
  const [only, ...others] = scopes.filter(({ isResult }) => isResult);
  const compared = only && others.length === 0 ? columnExpression(name, only) : undefined;
  const value = constantValue(compared?.expression);
  if (value === undefined || aggregation === undefined) return value;
  // What is counted or added up depends on how many rows there are, unless it is nothing.
  if (["AVG", "MAX", "MEDIAN", "MIN"].includes(aggregation)) return value;
  if (aggregation === "STDDEV") return value === null ? null : 0;
  if (aggregation === "SUM") return value === 0 || value === null ? value : undefined;
  return value === null ? 0 : undefined;
}

function givesNoRow({ select, held }: SelectScope): boolean {
  return [...held, select.having, select.qualify].some((condition) => condition && isNeverTrue(condition));
}

/** The query and all inside of it. */
function queriesOf(query: Query): Query[] {
  return [query, ...queriesIn(Object.values(query)).flatMap(queriesOf)];
}

function isLimitedToNone({ limit_clause: clause }: Query): boolean {
  return constantValue(clause?.LimitOffset?.limit) === 0;
}

function isClockAgainstDate({ left, op, right }: NonNullable<Expression["BinaryOp"]>): boolean {
  const isDate = (one: Expression): boolean =>
    one.TypedString !== undefined || typeof constantValue(one) === "string" || isCallOfText(one);
  return (
    ["Lt", "LtEq", "Gt", "GtEq", "Eq", "NotEq"].includes(op) &&
    ((clockOffset(left) !== undefined && isDate(right)) || (isDate(left) && clockOffset(right) !== undefined))
  );
}

/** `to_date('2026-12-01')` */
function isCallOfText({ Function: call }: Expression): boolean {
  return call !== undefined && nodesOf(call, "Value").length > 0 && nodesOf(call, "Function").length === 0;
}

function meaningOf(query: Query): string {
  return JSON.stringify(query, (key, part: unknown) => {
    if (key === "span" || key === "quote_style") return undefined;
    // Texts stand in nodes of their own: these are names.
    if (key === "value" && typeof part === "string") return part.toLowerCase();
    return withoutParentheses(part);
  });
}

function withoutParentheses(part: unknown): unknown {
  const isNested = typeof part === "object" && part !== null && "Nested" in part;
  return isNested ? withoutParentheses(part.Nested) : part;
}
