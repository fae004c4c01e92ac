import { clockCalls } from "../../sql/clock-calls";
import { visit } from "../../sql/nodes-of";
import type { ParsedQuery } from "../../sql/parse-query";
import type { CommonTable, Expression, ObjectName, Query } from "../../sql/tree";

interface TableNode {
  readonly name?: ObjectName;
}

/**
 * Whether a subquery in an expression depends on the moment: by a clock call, by a table whose rows are held to it, or by a
 * common table, which may do so. Databricks SQL resolves names in such a subquery in the SELECT around it and no further
 * out, and DuckDB comes to wrong types with them, which closes the whole database.
 */
export function readsInSubquery({ text, query }: ParsedQuery, isHeld: (table: string) => boolean): boolean {
  const common = commonNames(query);
  let isFound = false;
  visit(query, (node) => {
    for (const subquery of subqueriesOf(node)) {
      isFound ||=
        clockCalls({ text, query: subquery }).length > 0 ||
        tableNames(subquery).some((name) => isHeld(name) || common.has(name));
    }
    return !isFound;
  });
  return isFound;
}

/** Scalar subqueries, EXISTS and IN; what stands in the place of a table is none. */
function subqueriesOf({ Subquery, Exists, InSubquery }: Expression): Query[] {
  return [Subquery, Exists?.subquery, InSubquery?.subquery].flatMap((query) => query ?? []);
}

function commonNames(query: Query): ReadonlySet<string> {
  const names = new Set<string>();
  visit(query, (node) => {
    // The key says what the content is.
    const tables = Array.isArray(node["cte_tables"]) ? (node["cte_tables"] as CommonTable[]) : [];
    for (const { alias } of tables) names.add(alias.name.value.toLowerCase());
    return true;
  });
  return names;
}

function tableNames(query: Query): string[] {
  const names: string[] = [];
  visit(query, (node) => {
    const table = node["Table"] as TableNode | undefined;
    if (table?.name)
      names.push(table.name.map(({ Identifier }) => Identifier?.value.toLowerCase() ?? "").join("../replay"));
    return true;
  });
  return names;
}
