import { clockLiterals } from "../../sql/clock-calls";
import { functionCalls } from "../../sql/nodes-of";
import type { ParsedQuery } from "../../sql/parse-query";
import type { TableReferences } from "./table-references";

/** Functions that give something else each time. */
const RANDOM = [
  ...["rand", "random", "randn", "randstr", "uniform", "uuid", "shuffle"],
  ...["monotonically_increasing_id", "spark_partition_id"],
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
    if (RANDOM.includes(name) || name.startsWith("ai_"))
      return `calls ${name}(), which is different each time`;
    if (name.includes("../replay")) return `calls the function ${name}, which may read the clock`;
  }
  const function_ = tables.functions.find((name) => !TABLE_FUNCTIONS.includes(name));
  if (function_ !== undefined) return `reads what ${function_}(…) gives, which may read the clock`;
  const sampled = tables.references.find(({ isSampled }) => isSampled);
  return sampled && `reads a sample of ${sampled.name}, which is different each time`;
}
