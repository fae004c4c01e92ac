import type { Probe } from "./probe";
import { Random } from "./random";

// prettier-ignore
const FUNCTIONS: Readonly<Record<string, string>> = {
  row_number: "row_number()", rank: "rank()", dense_rank: "dense_rank()", percent_rank: "percent_rank()", cume_dist: "cume_dist()", ntile: "ntile(2)",
  lag: "lag(v)", lead: "lead(v)", nth_value: "nth_value(v, 2)", first_value: "first_value(v)", last_value: "last_value(v)", sum: "sum(v)", avg: "avg(v)", count: "count(*)", max: "max(v)",
};

const OVER = [
  "OVER ()",
  "OVER (PARTITION BY k)",
  "OVER (ORDER BY v)",
  "OVER (PARTITION BY k ORDER BY v)",
  "OVER (PARTITION BY k ORDER BY v DESC)",
  "OVER (PARTITION BY k ORDER BY v DESC NULLS LAST)",
  "OVER (ORDER BY k, v)",
  "OVER (PARTITION BY k ORDER BY v ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)",
  "OVER (PARTITION BY k ORDER BY v ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
  "OVER (ORDER BY v RANGE BETWEEN 1 PRECEDING AND CURRENT ROW)",
  "OVER (ORDER BY v ROWS UNBOUNDED PRECEDING)",
  "OVER (ORDER BY v ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING)",
  "OVER (PARTITION BY k ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)",
  "OVER (ORDER BY v GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW)",
];

// prettier-ignore
const CALLS = [
  "lag(v, 2)", "lag(v, 1, 0)", "lag(v, 1, -1.5)", "lag(v, 1, 'x')", "lag(v, 0)", "lag(v, -1)", "lag(v, NULL)", "lag(v, k)", "lead(v, 2, 0)", "lead(v) IGNORE NULLS", "lag(v) IGNORE NULLS", "lag(v, 1) RESPECT NULLS", "lag(s, 1, 'none')", "lag(d)", "lag(d, 1, d)", "nth_value(v, 1)", "nth_value(v, 0)", "nth_value(v, -1)", "nth_value(v, 9)", "nth_value(v, 2) IGNORE NULLS", "ntile(1)", "ntile(3)", "ntile(0)", "ntile(-1)", "ntile(100)", "ntile('2')", "ntile(k)", "first_value(v) IGNORE NULLS", "first_value(v, true)", "last_value(v) IGNORE NULLS", "last(v)", "first(s)",
  "sum(v) FILTER (WHERE v > 1)", "count(DISTINCT v)", "v - lag(v)", "v / lag(v)", "(v - lag(v)) / lag(v)", "row_number() + 1", "sum(sum(v))", "max(struct(d, v)).v", "max_by(s, d)", "collect_list(v)", "array_agg(s)", "avg(v)", "stddev(v)", "percentile(v, 0.5)", "median(v)", "bool_or(v > 1)", "min(s)", "rank(1)", "row_number(1)", "lag()", "ntile()", "any_value(v)", "mode(v, true)", "listagg(s, ',')", "approx_count_distinct(v)", "sum(v * 1.5)", "datediff(d, lag(d))", "d - lag(d)",
];
const OVER_OF_EACH = 8;
const CALL_OVER = ["OVER (PARTITION BY k ORDER BY d, v)", "OVER (ORDER BY d, v)"];

const ROWS =
  "VALUES (1, 2, 'a', date'2024-01-03'), (1, NULL, 'b', date'2024-01-01'), (1, 2, NULL, date'2024-01-02'), (2, 5, 'c', NULL), (2, 1, 'd', date'2024-01-05') AS t(k, v, s, d)";

/** Every function over every kind of window, and calls with arguments of their own. */
export function windowProbes(): Probe[] {
  const random = new Random("windows");
  return [
    ...Object.entries(FUNCTIONS).flatMap(([of, call]) =>
      random
        .sample(OVER, OVER_OF_EACH)
        .map((over) => probe(of, `SELECT k, v, ${call} ${over} AS w FROM ${ROWS} ORDER BY k, v, w`)),
    ),
    ...CALLS.flatMap((call) =>
      CALL_OVER.map((over) =>
        probe(
          /^\W*(?:v [-/] )?(\w+)/.exec(call)?.[1] ?? call,
          `SELECT d, ${printOver(call, over)} AS w FROM ${ROWS} ORDER BY d, w`,
        ),
      ),
    ),
  ];
}

/** Each function of an expression gets the window. */
function printOver(call: string, over: string): string {
  const [, head = "", tail = ""] = /^(max\(struct\(d, v\)\))(\.v)$/.exec(call) ?? [];
  if (head !== "") return `(${head} ${over})${tail}`;
  if (call.includes("lag(") && /^v [-/]|^\(v|^d -|datediff/.test(call))
    return call.replaceAll(/lag\(\w\)/g, (lag) => `${lag} ${over}`);
  return call.endsWith("+ 1") ? `row_number() ${over} + 1` : `${call} ${over}`;
}

function probe(of: string, sql: string): Probe {
  return { family: "Windows and ranks", kind: "agg", of, sql };
}
