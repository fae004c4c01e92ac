-- page: sql-ref-syntax-qry-select-cte (RECURSIVE)
-- expect: [[1], [2], [3]]
WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r ORDER BY n;

-- page: sql-ref-syntax-qry-select-setops
-- expect: [[1], [2], [2], [3]]
SELECT x FROM VALUES (1), (2) AS a(x) UNION ALL SELECT x FROM VALUES (2), (3) AS b(x) ORDER BY x;

-- page: sql-ref-syntax-qry-select-setops (INTERSECT, EXCEPT, MINUS)
-- expect: [[2], [9]]
(SELECT 2 AS x INTERSECT SELECT 2) UNION ((SELECT 9 EXCEPT SELECT 1) MINUS SELECT 3) ORDER BY x;

-- page: sql-ref-syntax-qry-select-setops (the columns of a UNION are cast to the common type)
-- expect: [["1.0", 2], ["2.0", 3]]
-- types: decimal(11,1), bigint
SELECT * FROM (SELECT CAST(1.0 AS DECIMAL(2,1)) AS a, CAST(2 AS BIGINT) AS b UNION SELECT CAST(2 AS INT), 3) ORDER BY a;

-- page: sql-ref-syntax-qry-select-join (LEFT SEMI, FULL OUTER, USING)
-- expect: [[1, null, 1], [2, "x", 2], [3, "y", 3]]
SELECT id, b.v, coalesce(a.id, b.id) FROM VALUES (1), (2) AS a(id) FULL OUTER JOIN VALUES (2, 'x'), (3, 'y') AS b(id, v) USING (id) ORDER BY id;

-- page: sql-ref-syntax-qry-select-join (NATURAL)
-- expect: [[2, "x"]]
SELECT * FROM VALUES (1), (2) AS a(id) NATURAL JOIN VALUES (2, 'x') AS b(id, v);

-- page: sql-ref-syntax-qry-select-pivot
-- expect: [[2018, 100, null], [2019, 300, 200]]
-- names: year, q1, q2
SELECT * FROM VALUES (2018, 1, 100), (2019, 1, 300), (2019, 2, 200) AS t(year, quarter, sales) PIVOT (sum(sales) FOR quarter IN (1 AS q1, 2 AS q2)) ORDER BY year;

-- page: sql-ref-syntax-qry-select-unpivot
-- expect: [["eu", "q1", 1], ["eu", "q2", 2]]
SELECT * FROM VALUES ('eu', 1, 2) AS t(region, q1, q2) UNPIVOT (sales FOR quarter IN (q1, q2)) ORDER BY quarter;

-- page: sql-ref-window-functions (frames, named windows, QUALIFY)
-- expect: [["a", 2, 3, 1, 2], ["b", 3, 3, 3, 3]]
SELECT k, v, sum(v) OVER (PARTITION BY k) AS total, first_value(v) OVER w AS first, max(v) OVER w AS top
FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v)
WINDOW w AS (PARTITION BY k ORDER BY v) QUALIFY row_number() OVER (PARTITION BY k ORDER BY v DESC) = 1 ORDER BY k;

-- page: functions/lead
-- expect: [[1, null, 2, 0, 1], [2, 1, 4, 1, 1], [4, 2, null, 2, 1]]
SELECT x, lag(x) OVER (ORDER BY x), lead(x) OVER (ORDER BY x), lag(x, 1, 0) OVER (ORDER BY x), first_value(x) OVER (ORDER BY x) FROM VALUES (1), (2), (4) AS t(x) ORDER BY x;

-- page: functions/lag (IGNORE NULLS)
-- expect: [[1, null], [2, 10], [3, 10]]
SELECT t, lag(x) IGNORE NULLS OVER (ORDER BY t) FROM VALUES (1, 10), (2, NULL), (3, 30) AS v(t, x) ORDER BY t;

-- page: functions/ntile
-- expect: [[1, 1, 1, 1, 0.0, 0.7], [1, 2, 1, 1, 0.0, 0.7], [2, 3, 3, 2, 1.0, 1.0]]
-- types: int, int, int, int, double, double
SELECT ntile(2) OVER (ORDER BY x, y), row_number() OVER (ORDER BY x, y), rank() OVER (ORDER BY x), dense_rank() OVER (ORDER BY x), percent_rank() OVER (ORDER BY x), round(cume_dist() OVER (ORDER BY x), 1)
FROM VALUES (1, 1), (1, 2), (2, 1) AS t(x, y) ORDER BY x, y;

-- page: sql-ref-window-functions (a RANGE frame by an interval)
-- expect: [["2026-11-20", 1], ["2026-11-21", 3], ["2026-11-23", 4]]
SELECT d, sum(x) OVER (ORDER BY d RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) FROM VALUES (DATE '2026-11-20', 1), (DATE '2026-11-21', 2), (DATE '2026-11-23', 4) AS t(d, x) ORDER BY d;

-- page: sql-ref-window-functions (a RANGE frame by a number)
-- expect: [[1, 3], [2, 3], [9, 9]]
SELECT x, sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM VALUES (1), (2), (9) AS t(x) ORDER BY x;

-- page: sql-ref-name-resolution (lateral column aliases)
-- expect: [[2, 3, 6]]
SELECT x + 1 AS a, a + 1 AS b, a * b AS c FROM VALUES (1) AS t(x);

-- page: sql-ref-name-resolution (a column of the table hides a select alias)
-- expect: [[5, 2]]
SELECT 5 AS x, x + 1 AS y FROM VALUES (1) AS t(x);

-- page: sql-ref-name-resolution (WHERE reads the table's column, not the alias of its name)
-- expect: [[2]]
SELECT x + 1 AS x FROM VALUES (1), (5) AS t(x) WHERE x = 1;

-- page: sql-ref-name-resolution (an alias in WHERE)
-- error: UNRESOLVED_COLUMN.WITH_SUGGESTION 42703
SELECT x + 1 AS y FROM VALUES (1) AS t(x) WHERE y = 2;

-- page: sql-ref-name-resolution (an alias of the outer query in a subquery)
-- error: UNRESOLVED_COLUMN.WITH_SUGGESTION 42703
SELECT x AS y FROM VALUES (1) AS t(x) WHERE EXISTS (SELECT 1 FROM VALUES (1) AS u(z) WHERE z = y);

-- page: sql-ref-syntax-qry-select-subqueries
-- expect: [[2, true, 3]]
SELECT x, x IN (SELECT max(y) FROM VALUES (2) AS u(y)), (SELECT count(*) FROM VALUES (1), (2), (3) AS w(z) WHERE z >= t.x - 1) FROM VALUES (1), (2) AS t(x) WHERE EXISTS (SELECT 1 FROM VALUES (2) AS v(q) WHERE q = x);

-- page: sql-ref-syntax-qry-select-values
-- expect: [[1, "a"], [2, "b"]]
-- names: col1, col2
VALUES (1, 'a'), (2, 'b');

-- page: sql-ref-syntax-qry-select-where (IN, BETWEEN, tuples, IS DISTINCT FROM)
-- expect: [[1], [2]]
SELECT x FROM VALUES (1), (2), (3) AS t(x) WHERE x IN (1, 2, 7) AND x NOT BETWEEN 3 AND 9 AND (x, x) IN ((1, 1), (2, 2)) AND x IS DISTINCT FROM 3 ORDER BY ALL;

-- page: sql-ref-syntax-qry-select-limit (OFFSET, LIMIT ALL)
-- expect: [[2], [3]]
SELECT x FROM VALUES (1), (2), (3) AS t(x) ORDER BY x LIMIT ALL OFFSET 1;

-- page: sql-ref-syntax-qry-star (EXCEPT)
-- expect: [[1, 3]]
SELECT * EXCEPT (b) FROM VALUES (1, 2, 3) AS t(a, b, c);

-- page: sql-ref-syntax-qry-select-hints (a hint changes nothing)
-- expect: [[1]]
SELECT /*+ BROADCAST(t) */ x FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-pipeline (refused)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v) |> AGGREGATE sum(v) AS total GROUP BY k |> ORDER BY k;

-- page: sql-ref-syntax-qry-select-sampling (refused)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM VALUES (1) AS t(x) TABLESAMPLE (5 ROWS);

-- page: sql-ref-syntax-qry-select (FROM first)
-- expect: [[1]]
SELECT 1 AS one FROM (SELECT 1) LIMIT 1;

-- page: sql-ref-syntax-qry-select-case (IS TRUE, NOT, XOR of predicates)
-- expect: [[true, false, true, null]]
SELECT (1 < 2) IS TRUE, NOT (1 < 2), (1 > 2) IS NOT TRUE, NULL AND true;

-- page: functions/ifnull (names of columns without alias)
-- expect: [[1, 2, "2026-11-23", 2.0]]
-- names: coalesce(NULL, 1), CASE WHEN true THEN 2 END, current_date(), (4 / 2)
SELECT coalesce(NULL, 1), CASE WHEN true THEN 2 END, current_date(), 4 / 2;

-- page: functions/bangsign
-- expect: [[false, "!", true]]
-- types: boolean, string, boolean
SELECT !true, '!', 1 != 2;
