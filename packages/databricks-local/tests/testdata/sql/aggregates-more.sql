-- page: functions/count (several columns count where none is NULL)
-- expect: [[2, 1, 0]]
SELECT count(a, b), count(DISTINCT a, b), count(*) FILTER (WHERE a > 5) FROM VALUES (1, 2), (1, 2), (1, NULL) AS t(a, b);

-- page: functions/stddev
-- expect: [[1.0, 0.816496580927726, 1.0, 0.6666666666666666, 1.0]]
-- types: double, double, double, double, double
SELECT stddev(x), stddev_pop(x), variance(x), var_pop(x), std(x) FROM VALUES (1), (2), (3) AS t(x);

-- page: functions/stddev (of one value is NULL)
-- expect: [[null, 0.0, null]]
SELECT stddev(x), stddev_pop(x), var_samp(x) FROM VALUES (1) AS t(x);

-- page: functions/corr
-- expect: [[0.866025403784, 1.0, 1.5]]
SELECT round(corr(a, b), 12), covar_pop(a, b), covar_samp(a, b) FROM VALUES (3, 2), (3, 3), (6, 4) AS t(a, b);

-- page: functions/regr_slope
-- expect: [[0.5, 1.0, 3, 2.0, 2.0, 1.0, 2.0, 0.5, 1.0]]
-- types: double, double, bigint, double, double, double, double, double, double
SELECT regr_slope(y, x), regr_intercept(y, x), regr_count(y, x), regr_avgy(y, x), regr_avgx(y, x), regr_r2(y, x), regr_sxx(y, x), regr_syy(y, x), regr_sxy(y, x)
FROM VALUES (1.5D, 1D), (2D, 2D), (2.5D, 3D) AS t(y, x);

-- page: functions/skewness (of the population)
-- expect: [[1.113565746902, -0.81037037037]]
SELECT round(skewness(x), 12), round(kurtosis(y), 12) FROM VALUES (-10, -10), (-20, -20), (100, 100), (1000, 10) AS t(x, y);

-- page: functions/median
-- expect: [[2.5, 1, null]]
-- types: double, int, double
SELECT median(x), mode(x), median(x) FILTER (WHERE x > 9) FROM VALUES (1), (1), (4), (6) AS t(x);

-- page: functions/percentile (several shares; weights)
-- expect: [[[2.5, 7.5], 10.0]]
-- types: array<double>, double
SELECT percentile(x, array(0.25, 0.75)), percentile(x, 0.5, w) FROM VALUES (0, 1), (10, 3) AS t(x, w);

-- page: functions/approx_count_distinct
-- expect: [[3, 3]]
-- types: bigint, bigint
SELECT approx_count_distinct(x), approx_count_distinct(x, 0.01) FROM VALUES (1), (1), (2), (3) AS t(x);

-- page: functions/any_value (and IGNORE NULLS)
-- expect: [[5, 5, 20, null, 20]]
SELECT any_value(x) IGNORE NULLS, first(x, true), last(x), first(x), last_value(x) IGNORE NULLS FROM VALUES (NULL), (5), (20) AS t(x);

-- page: functions/bool_and
-- expect: [[true, false, true, true, false]]
SELECT every(x), bool_and(y), some(y), bool_or(y), any(z) FROM VALUES (true, true, false), (true, false, false), (NULL, NULL, NULL) AS t(x, y, z);

-- page: functions/bit_and
-- expect: [[1, 7, 6]]
SELECT bit_and(x), bit_or(x), bit_xor(x) FROM VALUES (3), (5) AS t(x);

-- page: functions/min_by
-- expect: [["a", "b", "c"]]
SELECT min_by(x, y), max_by(x, y), max_by(x, y) FILTER (WHERE y < 50) FROM VALUES ('a', 10), ('b', 50), ('c', 20) AS t(x, y);

-- page: functions/array_agg
-- expect: [[[1, 1, 2], [], [1, 2]]]
SELECT array_agg(x), array_agg(x) FILTER (WHERE x > 5), sort_array(array_agg(DISTINCT x)) FROM VALUES (1), (1), (NULL), (2) AS t(x);

-- page: functions/listagg
-- expect: [["a,b,c", "cba", "a|c"]]
SELECT listagg(x, ',') WITHIN GROUP (ORDER BY x), string_agg(x) WITHIN GROUP (ORDER BY x DESC), listagg(x, '|') WITHIN GROUP (ORDER BY x) FILTER (WHERE x <> 'b') FROM VALUES ('b'), ('a'), ('c') AS t(x);

-- page: functions/sum (of nothing is NULL; DISTINCT)
-- expect: [[null, 3, 3.5, 0]]
-- types: bigint, bigint, double, bigint
SELECT sum(x) FILTER (WHERE x > 9), sum(DISTINCT x), sum(CAST(x AS DOUBLE) - 0.166666666666666667D * 0) - 0.5D, count(x) FILTER (WHERE x > 9) FROM VALUES (1), (1), (2) AS t(x);

-- page: error-messages/arithmetic-overflow-error-class
-- error: ARITHMETIC_OVERFLOW 22003
SELECT sum(x) FROM VALUES (9223372036854775807), (1) AS t(x);

-- page: functions/try_sum
-- expect: [[null, 6]]
SELECT try_sum(x), try_sum(y) FROM VALUES (9223372036854775807, 1), (1, 5) AS t(x, y);

-- page: functions/try_avg
-- expect: [[1.5]]
SELECT try_avg(x) FROM VALUES (1), (2) AS t(x);

-- page: functions/histogram_numeric (refused: it approximates in its own way)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT histogram_numeric(x, 5) FROM VALUES (0), (1) AS t(x);

-- page: functions/grouping_id
-- expect: [["a", null, 3, 1], ["b", null, 3, 1], [null, 1, 1, 2], [null, 2, 2, 2], [null, 3, 3, 2]]
SELECT k, v, sum(v), grouping_id(k, v) FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v) GROUP BY GROUPING SETS ((k), (v)) ORDER BY k NULLS LAST, v;

-- page: sql-ref-syntax-qry-select-groupby (CUBE)
-- expect: [[4]]
SELECT count(*) FROM (SELECT k, v FROM VALUES ('a', 1) AS t(k, v) GROUP BY CUBE (k, v));

-- page: sql-ref-syntax-qry-select-groupby (WITH ROLLUP)
-- expect: [["a", 3], ["b", 3], [null, 6]]
SELECT k, sum(v) FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v) GROUP BY k WITH ROLLUP ORDER BY k NULLS LAST;

-- page: error-messages/missing-aggregation-error-class
-- error: MISSING_GROUP_BY 42803
SELECT k, sum(v) FROM VALUES ('a', 1) AS t(k, v);
