import type { Probe } from "./probe";
import { Random } from "./random";
import { firstRowTwice } from "./values-relation";

/** Rows of one column `x`, each a case that an aggregate may treat otherwise. */
const ONE_COLUMN: Readonly<Record<string, string>> = {
  ints: "VALUES (3), (1), (NULL), (2), (1) AS t(x)",
  none: "VALUES (1) AS t(x) WHERE x > 5",
  one: "VALUES (7) AS t(x)",
  nulls: "VALUES (CAST(NULL AS INT)), (NULL) AS t(x)",
  doubles: "VALUES (1.5D), (-2.25D), (NULL), (1e10) AS t(x)",
  nan: "VALUES (double('NaN')), (1D), (double('-Infinity')) AS t(x)",
  decimals: "VALUES (1.50), (2.25), (NULL), (-0.75) AS t(x)",
  bigints: "VALUES (9223372036854775807), (1L) AS t(x)",
  tinyints: "VALUES (tinyint(127)), (tinyint(1)), (NULL) AS t(x)",
  floats: "VALUES (float(0.1)), (float(0.2)) AS t(x)",
  texts: "VALUES ('b'), ('a'), (NULL), (''), ('B') AS t(x)",
  numbers: "VALUES ('10'), ('9'), (NULL) AS t(x)",
  booleans: "VALUES (true), (false), (NULL) AS t(x)",
  dates: "VALUES (date'2024-01-31'), (date'2024-02-29'), (NULL) AS t(x)",
  times: "VALUES (timestamp'2024-01-31 10:00:00'), (timestamp'2024-01-30 23:59:59.5'), (NULL) AS t(x)",
  days: "VALUES (interval 1 day), (interval 12 hour), (NULL) AS t(x)",
  months: "VALUES (interval 1 month), (interval 1 year), (NULL) AS t(x)",
  structs: "VALUES (struct(date'2024-01-01' AS d, 1 AS i), 0), (struct(NULL, 2), 0), (NULL, 0) AS t(x, more)",
  arrays: "VALUES (array(1, NULL)), (array(1, 2)), (array()), (NULL) AS t(x)",
  bytes: "VALUES (x'61'), (x'62ff'), (NULL) AS t(x)",
  maps: "VALUES (map('a', 1)), (NULL) AS t(x)",
};

// prettier-ignore
const ONE = [
  "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "collect_list", "collect_set", "count_if", "count", "every", "any", "some", "first_value", "first", "last_value", "last", "max", "mean", "min", "mode", "sum", "try_avg", "try_sum", "listagg", "string_agg",
];

// prettier-ignore
const STATISTICS = [
  "approx_count_distinct", "kurtosis", "median", "skewness", "std", "stddev_pop", "stddev_samp", "stddev", "var_pop", "var_samp", "variance",
];

/** Statistics of what is no number: one case says it all. */
const NUMBERS_AND_TEXT = ["ints", "none", "one", "nulls", "doubles", "nan", "decimals", "bigints", "tinyints", "floats", "numbers", "booleans", "days", "texts"]; // prettier-ignore

const ALL = Object.keys(ONE_COLUMN);

/** An aggregate's clauses; `$f` is its name. */
// prettier-ignore
const CLAUSES = [
  "SELECT $f(DISTINCT x) FROM $t", "SELECT $f(x) FILTER (WHERE x IS NOT NULL) FROM $t", "SELECT $f(x) FILTER (WHERE false) FROM $t", "SELECT x, $f(x) FROM $t GROUP BY x ORDER BY x",
  "SELECT $f(x) OVER () FROM $t", "SELECT x, $f(x) OVER (ORDER BY x) FROM $t ORDER BY x", "SELECT x, $f(x) OVER (PARTITION BY x) FROM $t ORDER BY x NULLS LAST", "SELECT x, $f(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM $t ORDER BY x",
  "SELECT count(*) FROM $t HAVING $f(x) IS NULL", "SELECT typeof($f(x)) FROM $t",
];
const CLAUSES_EACH = 9;

/** Another name of an aggregate that has all cases under the first: a few are enough. */
const SECOND_NAMES = new Set(["any", "array_agg", "every", "first_value", "last_value", "mean", "some", "std", "stddev", "string_agg", "variance"]); // prettier-ignore
const CASES_OF_SECOND = 7;
const CLAUSES_OF_SECOND = 4;

/** Where several values would be equally frequent, or several rows the latest: which of them is given is not said. */
const UNDECIDED: Readonly<Record<string, RegExp>> = {
  mode: /DISTINCT|ROWS BETWEEN/,
  max_by: /\(1, 2\), \(1, 2\)/,
  min_by: /\(1, 2\), \(1, 2\)/,
};

/** Rows of two columns `y` and `x`. */
const TWO_COLUMNS: Readonly<Record<string, string>> = {
  pairs: "VALUES (1, 2), (2, 3), (3, 5), (NULL, 7), (4, NULL) AS t(y, x)",
  none: "VALUES (1, 2) AS t(y, x) WHERE x > 5",
  one: "VALUES (1, 2) AS t(y, x)",
  same: "VALUES (1, 2), (1, 2), (2, 2) AS t(y, x)",
  doubles: "VALUES (1.5D, 2D), (-2.25D, 3D), (0D, 1e5) AS t(y, x)",
  nan: "VALUES (double('NaN'), 1D), (1D, 2D), (3D, 4D) AS t(y, x)",
  decimals: "VALUES (1.50, 2), (2.25, 3), (0.75, 1) AS t(y, x)",
  texts: "VALUES ('1', '2'), ('2', '4'), ('x', '6') AS t(y, x)",
  numbers: "VALUES ('1', 2), ('2', 4) AS t(y, x)",
  nulls: "VALUES (NULL, 2), ('a', 1) AS t(y, x)",
  dated: "VALUES ('old', date'2024-01-01'), (NULL, date'2024-03-01'), ('late', NULL) AS t(y, x)",
  structs: "VALUES (1, struct(NULL, 1)), (2, struct(0, 2)) AS t(y, x)",
  booleans: "VALUES (true, false), (false, true) AS t(y, x)",
};

// prettier-ignore
const TWO = [
  "corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy", "max_by", "min_by",
];

/** Aggregates with arguments of their own, over each relation of numbers. */
// prettier-ignore
const CALLS: Readonly<Record<string, readonly string[]>> = {
  percentile: ["percentile(x, 0.5)", "percentile(x, array(0.25, 0.75))", "percentile(x, 0)", "percentile(x, 1)", "percentile(x, 1.5)", "percentile(x, 0.5, 2)", "percentile(x, 0.5, abs(x))", "percentile(x, NULL)", "percentile(DISTINCT x, 0.5)"],
  percentile_approx: ["percentile_approx(x, 0.5)", "percentile_approx(x, array(0.5, 0.9), 100)", "percentile_approx(x, 0.5, 0)", "percentile_approx(x, 2)"],
  approx_percentile: ["approx_percentile(x, 0.5)", "approx_percentile(x, array(0.0, 1.0))", "approx_percentile(x, 0.95, 10000)"],
  percentile_cont: ["percentile_cont(0.5) WITHIN GROUP (ORDER BY x)", "percentile_cont(0.9) WITHIN GROUP (ORDER BY x DESC)", "percentile_cont(array(0.25, 0.5)) WITHIN GROUP (ORDER BY x)"],
  percentile_disc: ["percentile_disc(0.5) WITHIN GROUP (ORDER BY x)", "percentile_disc(0.9) WITHIN GROUP (ORDER BY x DESC)"],
  count: ["count(*)", "count(1)", "count(NULL)", "count(x, x)", "count(DISTINCT x, x)", "count(DISTINCT *)", "count(*) FILTER (WHERE x > 1)", "count(t.*)", "count()"],
  count_if: ["count_if(x IS NULL)", "count_if(x > 1)", "count_if(DISTINCT x > 1)", "count_if(NULL)"],
  sum: ["sum(x) / count(*)", "sum(x) / count(x)", "sum(x) / nullif(count(x), 0)", "sum(CASE WHEN x > 1 THEN 1 ELSE 0 END) / count(*)", "sum(1)", "sum(NULL)", "sum(x * 1.0) / sum(x)", "100 * sum(x) / sum(sum(x)) OVER ()"],
  avg: ["avg(x) / max(x)", "round(avg(x), 2)", "avg(if(x > 1, x, NULL))", "avg(CAST(x AS DECIMAL(10,2)))"],
  first: ["first(x, true)", "first(x) IGNORE NULLS", "last(x, true)", "first_value(x) RESPECT NULLS", "any_value(x, true)", "any_value(x) IGNORE NULLS"],
  mode: ["mode(x, true)", "mode() WITHIN GROUP (ORDER BY x)"],
  listagg: ["listagg(x, ',')", "listagg(x, ', ') WITHIN GROUP (ORDER BY x)", "listagg(DISTINCT x, ',') WITHIN GROUP (ORDER BY x)", "string_agg(x, '-') WITHIN GROUP (ORDER BY x DESC)", "listagg(x, NULL) WITHIN GROUP (ORDER BY x)"],
  array_agg: ["sort_array(array_agg(x))", "sort_array(collect_set(x))", "array_join(sort_array(collect_list(CAST(x AS STRING))), ',')", "size(collect_set(x))", "array_agg(DISTINCT x)", "collect_list(x) FILTER (WHERE x > 1)"],
  approx_count_distinct: ["approx_count_distinct(x, 0.05)", "approx_count_distinct(x, 0.9)"],
  max: ["max(x) - min(x)", "max(struct(x, 1)).x", "max(abs(x))", "min(x) + interval 1 day", "greatest(max(x), min(x))"],
};
const CALL_RELATIONS = ["ints", "none", "nulls", "doubles", "decimals", "texts", "booleans", "dates", "nan"];
const RELATIONS_OF_EACH = 6;

/** Every aggregate over every case; statistics over what numbers can be. */
export function aggregateProbes(): Probe[] {
  const random = new Random("aggregates");
  const clauses = (of: string, relations: readonly string[]) => {
    const all = CLAUSES.flatMap((clause) => relations.map((relation) => ({ clause, relation })));
    return random
      .sample(all, SECOND_NAMES.has(of) ? CLAUSES_OF_SECOND : CLAUSES_EACH)
      .map(({ clause, relation }) => clause.replace("$f", of).replace("$t", rows(of, relation)));
  };
  const cases = (of: string, relations: readonly string[]) =>
    SECOND_NAMES.has(of) ? random.sample(relations, CASES_OF_SECOND) : relations;
  return [
    ...ONE.flatMap((of) => [
      ...cases(of, ALL).map((relation) =>
        probe("Aggregates", of, `SELECT ${of}(x) FROM ${rows(of, relation)}`),
      ),
      ...clauses(of, ["ints", "none", "decimals", "texts", "dates", "booleans"]).map((sql) =>
        probe("Aggregates", of, sql),
      ),
    ]),
    ...STATISTICS.flatMap((of) => [
      ...cases(of, NUMBERS_AND_TEXT).map((relation) =>
        probe("Statistics", of, `SELECT ${of}(x) FROM ${ONE_COLUMN[relation]}`),
      ),
      ...clauses(of, ["ints", "none", "doubles", "decimals"]).map((sql) => probe("Statistics", of, sql)),
    ]),
    ...TWO.flatMap((of) => twoColumns(of, random)),
    ...Object.entries(CALLS).flatMap(([of, calls]) =>
      calls.flatMap((call) =>
        random
          .sample(CALL_RELATIONS, RELATIONS_OF_EACH)
          .map((relation) => probe(familyOf(of), of, `SELECT ${call} FROM ${ONE_COLUMN[relation]}`)),
      ),
    ),
  ].filter(({ of, sql }) => UNDECIDED[of]?.test(sql) !== true);
}

function rows(of: string, relation: string): string {
  const all = ONE_COLUMN[relation] ?? "";
  return of === "mode" ? firstRowTwice(all) : all;
}

function twoColumns(of: string, random: Random): Probe[] {
  const plain = Object.values(TWO_COLUMNS).map((rows) => `SELECT ${of}(y, x) FROM ${rows}`);
  const more = random
    .sample(Object.values(TWO_COLUMNS), 6)
    .flatMap((rows, index) => [
      index % 3 === 0
        ? `SELECT ${of}(y, x) FILTER (WHERE x > 2) FROM ${rows}`
        : index % 3 === 1
          ? `SELECT ${of}(DISTINCT y, x) FROM ${rows}`
          : `SELECT ${of}(y, x) OVER () FROM ${rows}`,
    ]);
  return [...plain, ...more].map((sql) => probe(familyOf(of), of, sql));
}

function familyOf(name: string): string {
  return /^(corr|covar|regr|percentile|approx)/.test(name) ? "Statistics" : "Aggregates";
}

function probe(family: string, of: string, sql: string): Probe {
  return { family, kind: "agg", of, sql };
}
