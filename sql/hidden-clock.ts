import { clockLiterals, clockType } from "./clock-calls";
import { argumentsOf, functionCalls, nameOf } from "./function-calls";
import { visit } from "./nodes-of";
import type { ParsedQuery } from "./parse-query";
import type { TableReferences } from "./table-references";
import type { Expression, FunctionNode } from "./tree";

/** Functions of one argument that leave the date of it. */
const DATE_FUNCTIONS = [
  "date",
  "to_date",
  "dayofweek",
  "weekday",
  "dayofyear",
  "day",
  "month",
  "quarter",
  "year",
];

/** Whether every reading of the clock is of the date: `current_date()`, `CAST(now() AS DATE)`, `to_date(now())`. */
export function readsDateOnly(parsed: ParsedQuery): boolean {
  const daily = new Set<FunctionNode>();
  visit(parsed.query, (node) => {
    // The keys say what the contents are.
    const cast = node["Cast"] as Expression["Cast"];
    if (cast?.data_type === "Date" && cast.expr.Function) daily.add(cast.expr.Function);
    const call = node["Function"] as FunctionNode | undefined;
    const inner =
      call && Array.isArray(call.name) && DATE_FUNCTIONS.includes(nameOf(call)) ? argumentsOf(call) : [];
    if (inner?.length === 1 && inner[0]?.Function) daily.add(inner[0].Function);
    return true;
  });
  return functionCalls(parsed).every(({ name, args, node }) => {
    const type = clockType(name, args?.length ?? 0);
    return (
      type === undefined ||
      type === "DATE" ||
      ((type === "TIMESTAMP" || type === "TIMESTAMP_NTZ") && daily.has(node))
    );
  });
}

/** Functions that give something else each time. */
export const RANDOM_FUNCTIONS: readonly string[] = [
  "rand",
  "random",
  "randn",
  "randstr",
  "uniform",
  "uuid",
  "shuffle",
  "monotonically_increasing_id",
  "spark_partition_id",
];

/** Functions in the place of a table that are the service's own. */
const TABLE_FUNCTIONS = [
  "range",
  "table_changes",
  "explode",
  "explode_outer",
  "posexplode",
  "stack",
  "inline",
];

/** Why to set the clock calls of a query would not be to set all that it depends on: `calls …`, `reads …`. */
export function hiddenClock(parsed: ParsedQuery, tables: TableReferences): string | undefined {
  const [literal] = clockLiterals(parsed);
  if (literal !== undefined) return `reads the clock in the literal '${literal}', which cannot be set`;
  for (const { name } of functionCalls(parsed)) {
    if (RANDOM_FUNCTIONS.includes(name) || name.startsWith("ai_"))
      return `calls ${name}(), which is different each time`;
    if (name.includes(".")) return `calls the function ${name}, which may read the clock`;
  }
  const function_ = tables.functions.find((name) => !TABLE_FUNCTIONS.includes(name));
  if (function_ !== undefined) return `reads what ${function_}(…) gives, which may read the clock`;
  const sampled = tables.references.find(({ isSampled }) => isSampled);
  return sampled && `reads a sample of ${sampled.name}, which is different each time`;
}
