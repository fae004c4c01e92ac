import { SqlError } from "../sql-engine";
import { fieldNotFound, tableNotFound, unresolvedColumn } from "../sql-faults";
import type { Translation } from "./type-errors";

/** Names that do not resolve, and clauses that hold what they must not. */
export const QUERY_ERRORS: readonly (readonly [RegExp, Translation])[] = [
  [
    /Referenced column "(.+?)" (?:was )?not found(?:.*Candidate bindings: (.*?)\n)?/s,
    ([, name = "", candidates]) => unresolvedColumn(name, names(candidates)),
  ],
  [/Referenced table "(.+?)" not found/, ([, name = ""]) => unresolvedColumn(name, [])],
  [
    /(?:Table|Values list) "(.+?)" does not have a column named "(.+?)"(?:.*Candidate bindings: : (.*?)\n)?/s,
    ([, table = "", name = "", candidates]) => unresolvedColumn(`${table}.${name}`, names(candidates)),
  ],
  [
    /Could not find key "(.+?)" in struct(?:.*Candidate Entries: (.*?)\n)?/s,
    ([, name = ""]) => fieldNotFound(name, []),
  ],
  [
    /Ambiguous reference to column name "(.+?)" \(use: (.*?)\)/,
    ([, name = "", uses = ""]) =>
      new SqlError(
        "AMBIGUOUS_REFERENCE",
        "42704",
        `Reference \`${name}\` is ambiguous, could be: [${uses.replaceAll('"', "`").replaceAll(" or ", ", ")}].`,
      ),
  ],
  [/Table with name (\S+) does not exist/, ([, name = ""]) => tableNotFound(`\`${name}\``)],
  [
    /RECURSION_LEVEL/,
    () =>
      new SqlError(
        "RECURSION_LEVEL_LIMIT_EXCEEDED",
        "42836",
        "Recursion level limit 100 reached but query has not exhausted, try increasing it like 'WITH RECURSIVE t(col) MAX RECURSION LEVEL 200'.",
      ),
  ],
  [
    /Referenced column "(.+?)" was not found because the FROM clause is missing/,
    ([, name = ""]) => unresolvedColumn(name, []),
  ],
  [
    /More than one row returned by a subquery used as an expression/,
    () =>
      new SqlError(
        "SCALAR_SUBQUERY_TOO_MANY_ROWS",
        "21000",
        "More than one row returned by a subquery used as an expression.",
      ),
  ],
  [
    /(GROUP|ORDER)(?: BY)? term out of range - should be between 1 and (\d+)/i,
    ([, clause = "", count = ""]) =>
      new SqlError(
        `${clause.toUpperCase()}_BY_POS_OUT_OF_RANGE`,
        "42805",
        `${clause.toUpperCase()} BY position is not in select list (valid range is [1, ${count}]).`,
      ),
  ],
  [
    /(\w+) clause cannot contain window functions/,
    ([, clause = ""]) =>
      new SqlError(
        "WINDOW_FUNCTION_NOT_ALLOWED_IN_CLAUSE",
        "42601",
        `It is not allowed to use window functions inside ${clause} clause.`,
      ),
  ],
  [
    /aggregate function calls cannot be nested/,
    () =>
      new SqlError(
        "NESTED_AGGREGATE_FUNCTION",
        "42607",
        "It is not allowed to use an aggregate function in the argument of another aggregate function. Please use the inner aggregate function in a sub-query.",
      ),
  ],
  [
    /GROUP BY clause cannot contain aggregates/,
    () => new SqlError("GROUP_BY_AGGREGATE", "42903", "Aggregate functions are not allowed in GROUP BY."),
  ],
  [
    /Subquery returns (\d+) columns - expected 1/,
    ([, count = ""]) =>
      new SqlError(
        "INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN",
        "42823",
        `Invalid subquery: Scalar subquery must return only one column, but got ${count}.`,
      ),
  ],
  [
    /column "?(.+?)"? must appear in the GROUP BY clause/,
    ([, name = ""]) =>
      new SqlError(
        "MISSING_AGGREGATION",
        "42803",
        `The non-aggregating expression "${name}" is based on columns which are not participating in the GROUP BY clause.`,
      ),
  ],
];

function names(candidates: string | undefined): string[] {
  return [...(candidates ?? "").matchAll(/"(.+?)"/g)].map(([, name = ""]) => name);
}
