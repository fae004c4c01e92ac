import type { LiveDefinition } from "../alerting/definition";
import { isCount } from "../sql/aggregates";
import { columnExpression } from "../sql/column-origin";
import { nullOverNothing } from "../sql/null-over-nothing";
import { parseQuery } from "../sql/parse-query";
import { hasAlwaysARow } from "../sql/result-rows";
import { type SelectScope, selectScopes } from "../sql/select-scopes";
import type { Query } from "../sql/tree";

/** What is compared where no row meets the query's conditions, and the result is not empty all the same. */
export interface OverNothing {
  readonly value: "NULL" | "0";
  /** What gives it: `max`, `MAX` for the row's own aggregation. */
  readonly by: string;
}

type Compared = Pick<LiveDefinition["evaluation"], "source">;

/** `undefined` where the result is empty then, or it cannot be told. */
export function overNothing(
  { source: { name, aggregation } }: Compared,
  query: Query,
  scopes: readonly SelectScope[],
): OverNothing | undefined {
  const results = scopes.filter(({ isResult }) => isResult);
  const [only, ...others] = results;
  const compared = only && others.length === 0 ? columnExpression(name, only) : undefined;
  if (!hasAlwaysARow(query, results)) {
    // The service puts the query into one that aggregates: its result always has a row.
    const isFiltered = scopes.some(({ conditions }) => conditions.length > 0);
    return aggregation === undefined || !isFiltered
      ? undefined
      : { value: aggregation.startsWith("COUNT") ? "0" : "NULL", by: aggregation };
  }
  if (compared === undefined || aggregation?.startsWith("COUNT")) return undefined;

  const by = nullOverNothing(compared.expression, compared.scope);
  if (by !== undefined) return { value: "NULL", by };

  return isCount(compared.expression) && compared.scope.conditions.length > 0
    ? { value: "0", by: "count" }
    : undefined;
}

/** The same, of a definition whose query nobody has read yet. */
export function overNothingIn({ evaluation, queryText }: Pick<LiveDefinition, "evaluation" | "queryText">) {
  const analysis = parseQuery(queryText);
  return analysis.outcome === "query"
    ? overNothing(evaluation, analysis.query, selectScopes(analysis.query))
    : undefined;
}
