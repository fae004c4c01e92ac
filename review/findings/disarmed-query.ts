import type { AlertDefinition } from "../../alerting/definition";
import { columnExpression } from "../../alerting/sql/column-expression";
import { literalOf, type Literal } from "../../alerting/sql/literal";
import { parseQuery } from "../../alerting/sql/parse-query";
import { selectScopes } from "../../alerting/sql/select-scopes";
import { tablesRead } from "../../alerting/sql/tables-read";
import type { Expression } from "../../alerting/sql/tree";

/** What a query reads. */
interface Reading {
  /** In lower case. */
  readonly tables: readonly string[];
  /** What is compared, where it is written out in the query. */
  readonly constant?: Literal;
}

/** Left out where the query cannot be read here. */
export function readingOf({ queryText, evaluation }: AlertDefinition): Reading | undefined {
  const analysis = parseQuery(queryText);
  if (analysis.outcome !== "query") return undefined;
  const scopes = selectScopes(analysis.query);
  const [only, ...others] = scopes.filter(({ isResult }) => isResult);
  const { name, aggregation } = evaluation.source;
  // What is counted or added up depends on how many rows there are.
  const isKept = aggregation === undefined || ["AVG", "MAX", "MEDIAN", "MIN"].includes(aggregation);
  const compared = isKept && only && others.length === 0 ? columnExpression(name, only) : undefined;
  const constant = compared && writtenOut(compared.expression);
  return { tables: tablesRead(analysis.query, scopes), ...(constant === undefined ? {} : { constant }) };
}

/** The tables of `before` that `after` names no more; `gold.t` and `main.gold.t` are the same. */
export function noLongerRead(before: Reading, after: Reading): string[] {
  const isSame = (one: string, other: string) =>
    one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  return before.tables.filter((table) => !after.tables.some((other) => isSame(table, other)));
}

/** Whether the condition never holds for a constant. */
export function neverHolds(constant: Literal, { evaluation }: AlertDefinition): boolean {
  const value = evaluation.threshold?.value;
  if (value === undefined) return evaluation.comparisonOperator === "IS_NULL";
  const threshold =
    "doubleValue" in value ? value.doubleValue : "stringValue" in value ? value.stringValue : value.boolValue;
  switch (evaluation.comparisonOperator) {
    case "GREATER_THAN":
      return !(constant > threshold);
    case "GREATER_THAN_OR_EQUAL":
      return !(constant >= threshold);
    case "LESS_THAN":
      return !(constant < threshold);
    case "LESS_THAN_OR_EQUAL":
      return !(constant <= threshold);
    case "EQUAL":
      return constant !== threshold;
    case "NOT_EQUAL":
      return constant === threshold;
    case "IS_NULL":
    case "IS_NOT_NULL":
      return false;
  }
}

function writtenOut({ Cast, Nested, ...rest }: Expression): Literal | undefined {
  const inner = Cast?.expr ?? Nested;
  return inner ? writtenOut(inner) : literalOf(rest);
}
