-- page: sql-ref-syntax-qry-select (operators: precedence in brackets, signs, NOT)
-- expect: [[3, -1, -1, -1, 2, true, true, true, "1x", "2 00:00:00.000000000"]]
-- names: (a + (1 * 2)), (- a), -1, (- 1), (~a & 3), (NOT (a > 1)), (NOT (a = 2)), (a IS NOT NULL), concat(a, x), (INTERVAL '1' DAY * 2)
SELECT a + 1 * 2, -a, - 1, -(1), ~a & 3, NOT a > 1, a <> 2, a IS NOT NULL, a || 'x', 2 * INTERVAL '1' DAY FROM VALUES (1) AS t(a);

-- page: sql-ref-syntax-qry-select (predicates)
-- expect: [[false, false, true, false, true, true, true, false]]
-- names: (NOT between(a, 1, 2)), (NOT (a IN (1, 2))), s LIKE x% ESCAPE '#', (NOT ilike(s, x)), RLIKE(s, ^x), likeany(s), (s LIKE s AND s LIKE x), (NOT (b <=> true))
SELECT a NOT BETWEEN 1 AND 2, a NOT IN (1, 2), s LIKE 'x%' ESCAPE '#', s NOT ILIKE 'x', s RLIKE '^x', s LIKE ANY ('x', 'y'), s LIKE ALL (s, 'x'), b IS NOT TRUE FROM VALUES (true, 'x') AS t(b, s), VALUES (1) AS u(a);

-- page: sql-ref-syntax-qry-select (literals show their values)
-- expect: [[10000000000, "1.50", "0.5", 7, "0.0", 5, 1.5, 0, "0.0000001", "Sg==", "it's", "ab", "2024-01-05", "2024-01-31T10:00:00.500Z", null, true]]
-- names: 1.0E10, 1.50, 0.5, 7, 0.0, 5, 1.5, 0.0, 1E-7, X'4A', it's, ab, DATE '2024-01-05', TIMESTAMP '2024-01-31 10:00:00.5', NULL, true
SELECT 1e10, 1.50, .5, 007, -0.0, 5L, 1.5D, 0D, 0.0000001, x'4a', 'it''s', 'a' 'b', DATE '2024-1-5', TIMESTAMP '2024-01-31T10:00:00.50Z', NULL, TRUE;

-- page: sql-ref-syntax-qry-select (intervals)
-- expect: [["14 00:00:00.000000000", "1 02:00:00.000000000", "1 02:30:00.000000000", "-0 00:00:05.000000000", "1-2", "1-2"]]
-- names: INTERVAL '14' DAY, INTERVAL '1 02' DAY TO HOUR, INTERVAL '1 02:30' DAY TO MINUTE, INTERVAL '-05' SECOND, INTERVAL '14' MONTH, INTERVAL '1-2' YEAR TO MONTH
SELECT INTERVAL 2 WEEKS, INTERVAL 1 DAY 2 HOURS, INTERVAL '1 02:30' DAY TO MINUTE, INTERVAL -5 SECONDS, INTERVAL 14 MONTHS, INTERVAL 1 YEAR 2 MONTHS;

-- page: sql-ref-syntax-qry-select (casts)
-- expect: [["1", "2.00", 1, 1, 5, 1, -1, null, ["1"]]]
-- names: a, CAST((a + 1) AS DECIMAL(10,2)), a, a, CAST(5 AS BIGINT), CAST(a AS INT), CAST(-1.5 AS INT), TRY_CAST(x AS DATE), array(a)
SELECT CAST(a AS STRING), CAST(a + 1 AS DECIMAL(10,2)), a::int, double(a), CAST(5 AS BIGINT), CAST(double(a) AS INT), -1.5::int, TRY_CAST('x' AS DATE), CAST(array(a) AS ARRAY<STRING>) FROM VALUES (1) AS t(a);

-- page: sql-ref-syntax-qry-select (sums with dates)
-- expect: [["2024-02-01", "2024-02-01", "2024-01-24", "0 00:00:00.000000000", "2024-02-01", "2023-12-31", "2024-01-31T01:00:00.000Z"]]
-- names: date_add(d, 1), date_add(d, 1), date_sub(d, i), (d - d), date_add(d, extractansiintervaldays(INTERVAL '1' DAY)), d - INTERVAL '1' MONTH, d + INTERVAL '01' HOUR
SELECT d + 1, 1 + d, d - i, d - d, d + INTERVAL 1 DAY, d - INTERVAL 1 MONTH, d + INTERVAL '1' HOUR FROM VALUES (DATE '2024-01-31', 7) AS t(d, i);

-- page: sql-ref-syntax-qry-select (fields, elements and keys)
-- expect: [[1, 2, 1, 2, {"a":3}, 3, [3], 4, 4, 5, 1]]
-- names: a, (s.a + 1), A, c, l[0], l[0].a, a, m[k], k, (m[k] + 1), a
SELECT s.a, s.a + 1, s.A, t.s.b.c, l[0], l[0].a, l.a, m['k'], m.k, m.k + 1, (s).a FROM VALUES (named_struct('a', 1, 'b', named_struct('c', 2)), array(named_struct('a', 3)), map('k', 4)) AS t(s, l, m);

-- page: sql-ref-syntax-qry-select (structs and tuples)
-- expect: [[{"a":1, "x":1}, {"col1":1, "x":1, "y":1}, {"a":1}, {"a b":1}, true]]
-- names: struct(1 AS a, x), named_struct(col1, 1, x, x, y, x AS y), named_struct(a, x), struct(x AS `a b`), (named_struct(x, x, col2, 1) IN (named_struct(col1, 1, col2, 1)))
SELECT struct(1 AS a, x), (1, x, x AS y), named_struct('a', x), struct(x AS `a b`), (x, 1) IN ((1, 1)) FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select (functions in Spark's own case, and what it adds to a call)
-- expect: [[3, 3, 1.3219280948873624, 0.9162907318741551, 6.25, 6.25, 3, 3.141592653589793, 1, 1, 0.5, 2.5]]
-- names: CEIL(x), ceiling(x), LOG2(x), LOG(E(), x), pow(x, 2), POWER(x, 2), round(x, 0), PI(), sign(x), SIGNUM(x), mod(x, 2), (+ x)
SELECT ceil(x), ceiling(x), log2(x), LOG(x), pow(x, 2), power(x, 2), round(x), pi(), sign(x), signum(x), mod(x, 2), positive(x) FROM VALUES (2.5D) AS t(x);

-- page: sql-ref-syntax-qry-select (functions of texts)
-- expect: [["abc", 3, "bc", "b", 2, 2, "abc", "bc", ["abc"], "abc", true, "bc"]]
-- names: lcase(s), len(s), substr(s, 2, 2147483647), substring(s, 2, 1), locate(b, s, 1), locate(b, s, 1), trim(s), TRIM(BOTH a FROM s), split(s, ,, -1), lpad(s, 3,  ), REGEXP_LIKE(s, a), replace(s, a, )
SELECT lcase(s), len(s), substr(s, 2), substring(s, 2, 1), locate('b', s), position('b' IN s), trim(s), trim(BOTH 'a' FROM s), split(s, ','), lpad(s, 3), regexp_like(s, 'a'), replace(s, 'a') FROM VALUES ('abc') AS t(s);

-- page: sql-ref-syntax-qry-select (functions of times)
-- expect: [[2024, 31, 1, 31, "2024-02-01T00:00:00.000Z", 0, 0, 0, false, false]]
-- names: extract(YEAR FROM d), extract(doy FROM d), datepart(MONTH FROM d), dayofmonth(d), timestampadd(DAY, 1, d), datediff(d, d), timestampdiff(month, d, d), months_between(d, d, true), (current_date() IS NULL), (current_date() IS NULL)
SELECT extract(YEAR FROM d), extract(doy FROM d), datepart('MONTH', d), dayofmonth(d), dateadd(DAY, 1, d), datediff(d, d), datediff(month, d, d), months_between(d, d), curdate() IS NULL, current_date IS NULL FROM VALUES (DATE '2024-01-31') AS t(d);

-- page: sql-ref-syntax-qry-select (conditions)
-- expect: [["b", "a", 3, 1, false, 1]]
-- names: (IF((x > 1), a, b)), CASE WHEN (x = 1) THEN a END, CASE WHEN (x > 1) THEN 2 ELSE 3 END, nvl(x, 0), (x IS NULL), zeroifnull(x)
SELECT if(x > 1, 'a', 'b'), CASE x WHEN 1 THEN 'a' END, CASE WHEN x > 1 THEN 2 ELSE 3 END, nvl(x, 0), isnull(x), zeroifnull(x) FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select (aggregates)
-- expect: [[1, 1, null, [1], 1, 1, "a", "a", 1, 1]]
-- names: count(1), count(DISTINCT x, k), sum(x) FILTER (WHERE (x > 1)), collect_list(x), first(x), percentile_approx(x, 0.5, 10000), listagg(k, NULL), listagg(k, -) WITHIN GROUP (ORDER BY k DESC NULLS LAST), mode(x), percentile_cont(0.5) WITHIN GROUP (ORDER BY x)
SELECT count(*), count(DISTINCT x, k), sum(x) FILTER (WHERE x > 1), array_agg(x), first(x, true), percentile_approx(x, 0.5), listagg(k), listagg(k, '-') WITHIN GROUP (ORDER BY k DESC), mode(x), percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM VALUES (1, 'a') AS t(x, k);

-- page: sql-ref-syntax-qry-select (windows)
-- expect: [[1, 1, 1, null, 1, 1]]
-- names: sum(x) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), sum(x) OVER (PARTITION BY k ORDER BY x ASC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), row_number() OVER (ORDER BY x DESC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), lag(x, 1, NULL) OVER (PARTITION BY k ORDER BY x ASC NULLS FIRST ROWS BETWEEN -1 FOLLOWING AND -1 FOLLOWING), RANK() OVER (PARTITION BY k ORDER BY x ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), sum(x) OVER (ORDER BY x ASC NULLS FIRST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
SELECT sum(x) OVER (), sum(x) OVER w, row_number() OVER (ORDER BY x DESC), lag(x) OVER (PARTITION BY k ORDER BY x), rank() OVER w, sum(x) OVER (ORDER BY x ROWS 1 PRECEDING) FROM VALUES (1, 'a') AS t(x, k) WINDOW w AS (PARTITION BY k ORDER BY x);

-- page: sql-ref-syntax-qry-select (lambdas)
-- expect: [[[2], [], 1, [1]]]
-- names: transform(a, lambdafunction((namedlambdavariable() + 1), namedlambdavariable())), filter(a, lambdafunction((namedlambdavariable() > y), namedlambdavariable(), namedlambdavariable())), aggregate(a, 0, lambdafunction((namedlambdavariable() + namedlambdavariable()), namedlambdavariable(), namedlambdavariable()), lambdafunction(namedlambdavariable(), namedlambdavariable())), sort_array(a, true)
SELECT transform(a, x -> x + 1), filter(a, (x, i) -> i > y), aggregate(a, 0, (acc, x) -> acc + x), sort_array(a) FROM VALUES (array(1), 0) AS t(a, y);

-- page: sql-ref-syntax-qry-select (subqueries name what they read of the row)
-- expect: [[1, true, true, true]]
-- names: scalarsubquery(x), exists(), (NOT (x IN (listquery()))), (named_struct('x', x, '1', 1) IN (listquery()))
SELECT (SELECT max(y) FROM VALUES (1) AS u(y) WHERE u.y = t.x), EXISTS (SELECT 1), x NOT IN (SELECT 2), (x, 1) IN (SELECT 1, 1) FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select (an alias that stands before in the select list)
-- expect: [[1, 2, 1]]
-- names: y, (lateralAliasReference(y) + 1), z
SELECT x AS y, y + 1, y AS z FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select (columns as they are written, also twice)
-- expect: [[1, 2, 1, 1]]
-- names: X, (X + 1), x, X
SELECT X, t.X + 1, x, X FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select (a query reads them by their names)
-- expect: [[1, 2, 1]]
-- names: count(1), (sum(x) + 1), len(k)
SELECT `count(1)`, `sum(x)` + 1, u.`len(k)` FROM (SELECT count(*), sum(x), len(k) FROM VALUES (1, 'a') AS t(x, k) GROUP BY k) u;

-- page: sql-ref-syntax-qry-select (columns of one name)
-- expect: [[1, 2]]
-- names: x, x
SELECT * FROM (SELECT 1 AS x, 2 AS x);
