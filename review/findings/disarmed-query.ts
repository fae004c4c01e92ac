import type { LiveDefinition } from "../../alerting/definition";
import { columnExpression } from "../../sql/column-origin";
import { type Constant, constantValue, isNeverTrue } from "../../sql/constant-value";
import { queriesIn } from "../../sql/nodes-of";
import { parseQuery } from "../../sql/parse-query";
import { type SelectScope, selectScopes, tablesRead } from "../../sql/select-scopes";
import type { Query } from "../../sql/tree";
import { tableReferences } from "../../sql/table-references";
import { timesAsked, type TimesAsked } from "./times-asked";

/** What a query reads. */
export interface Reading {
  /** In lower case. */
  readonly tables: readonly string[];
  /** What is compared, where no row has a say in it. */
  readonly constant?: Constant;
  /** Those of which it reads one version, or a share of the rows. */
  readonly fixed: readonly string[];
  /** How many of its parts give no row whatever there is: `WHERE 1 = 0`, `LIMIT 0`. */
  readonly emptyParts: number;
  /** Where it asks for the time, each as its meaning. */
  readonly times: { readonly [Kind in keyof TimesAsked]: readonly string[] };
  /** The same for queries that differ in blanks, comments, parentheses and the case of names only. */
  readonly meaning: string;
}

/** Left out where the query cannot be read here. */
export function readingOf({ queryText, evaluation }: LiveDefinition): Reading | undefined {
  const analysis = parseQuery(queryText);
  if (analysis.outcome !== "query") return undefined;
  const { query } = analysis;
  const scopes = selectScopes(query);
  const constant = comparedConstant(evaluation, scopes);
  const { clocks, ends, parts } = timesAsked(query, scopes);
  return {
    tables: tablesRead(query, scopes),
    fixed: tableReferences(analysis)
      .references.filter(({ isVersioned, isSampled }) => isVersioned || isSampled)
      .map(({ name }) => name),
    ...(constant !== undefined && { constant }),
    emptyParts: scopes.filter(givesNoRow).length + queriesOf(query).filter(isLimitedToNone).length,
    times: { clocks: clocks.map(meaningOf), ends: ends.map(meaningOf), parts: parts.map(meaningOf) },
    meaning: meaningOf(query),
  };
}

/** Whether `after` asks for the time where `before` did not. */
export function asksNewly(kind: keyof TimesAsked, before: Reading | undefined, after: Reading): boolean {
  const left = [...(before?.times[kind] ?? [])];
  return after.times[kind].some((one) => {
    const index = left.indexOf(one);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/** The tables of `before` that `after` names no more; `gold.t` and `main.gold.t` are the same. */
export function noLongerRead(before: Reading, after: Reading): string[] {
  const isSame = (one: string, other: string) =>
    one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  return before.tables.filter((table) => !after.tables.some((other) => isSame(table, other)));
}

function comparedConstant(
  { source: { name, aggregation } }: LiveDefinition["evaluation"],
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

function meaningOf(tree: unknown): string {
  return JSON.stringify(tree, (key, part: unknown) => {
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
