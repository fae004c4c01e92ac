import { clockType } from "../../sql/clock-calls";
import { argumentsOf, functionCalls, nameOf, visit } from "../../sql/nodes-of";
import type { ParsedQuery } from "../../sql/parse-query";
import type { Expression, FunctionNode } from "../../sql/tree";

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
