-- page: sql-ref-syntax-qry-select-cte
-- expect: [[3]]
WITH a AS (SELECT 1 AS x UNION ALL SELECT 2), b(s) AS (SELECT sum(x) FROM a) SELECT s FROM b;

-- page: sql-ref-syntax-qry-select-groupby (ALL)
-- expect: [["a", 3], ["b", 3]]
SELECT k, sum(v) FROM VALUES ('a', 1), ('a', 2), ('b', 3) AS t(k, v) GROUP BY ALL ORDER BY k;

-- page: sql-ref-syntax-qry-select-qualify
-- expect: [["b", 3]]
SELECT k, sum(v) AS total FROM VALUES ('a', 1), ('a', 1), ('b', 3) AS t(k, v) GROUP BY ALL QUALIFY row_number() OVER (ORDER BY sum(v) DESC) = 1;

-- page: sql-ref-syntax-qry-select-orderby (NULL comes first when ascending, last when descending)
-- expect: [[null], [1], [2]]
SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x;

-- page: sql-ref-syntax-qry-select-orderby
-- expect: [[2], [1], [null]]
SELECT x FROM VALUES (2), (NULL), (1) AS t(x) ORDER BY x DESC;

-- page: sql-ref-window-functions
-- expect: [[1, 1, null], [2, 3, 1], [3, 6, 2]]
SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), lag(x) OVER (ORDER BY x) FROM VALUES (1), (2), (3) AS t(x);

-- page: sql-ref-syntax-qry-select-join
-- expect: [[1, "x"], [2, null]]
SELECT a.id, b.v FROM VALUES (1), (2) AS a(id) LEFT JOIN VALUES (1, 'x') AS b(id, v) ON a.id = b.id ORDER BY a.id;

-- page: sql-ref-syntax-qry-select-join (LEFT ANTI)
-- expect: [[2]]
SELECT * FROM VALUES (1), (2) AS a(id) LEFT ANTI JOIN VALUES (1) AS b(id) ON a.id = b.id;

-- page: functions/case
-- expect: [["high", "one"]]
SELECT CASE WHEN 5 > 3 THEN 'high' ELSE 'low' END, CASE 1 WHEN 1 THEN 'one' END;

-- page: functions/coalesce
-- expect: [[1, 2, 3, "no"]]
SELECT coalesce(NULL, 1), nvl(NULL, 2), ifnull(NULL, 3), if(1 > 2, 'yes', 'no');

-- page: functions/slashsign
-- expect: [[1.5, 3, 1]]
-- types: double, bigint, int
SELECT 3 / 2, 7 div 2, 7 % 3;

-- page: functions/try_divide
-- expect: [[1.5, null]]
SELECT try_divide(3, 2), try_divide(1, 0);

-- page: functions/cast
-- expect: [[5, "10.50", null, "1"]]
-- types: int, decimal(10,2), int, string
SELECT CAST(5.6 AS INT), CAST('10.5' AS DECIMAL(10, 2)), try_cast('x' AS INT), CAST(1 AS STRING);

-- page: functions/round
-- expect: [["2.5"]]
SELECT round(2.46, 1);

-- page: sql-ref-names (backquoted names, case does not matter)
-- expect: [[1]]
SELECT T.`a b` FROM (SELECT 1 AS `a b`) AS t;

-- page: sql-ref-syntax-qry-select (names of columns without alias)
-- expect: [[3, 2, 4]]
-- names: (x + 1), x, abs(-4)
SELECT x + 1, t.x, abs(-4) FROM VALUES (2) AS t(x);

-- page: sql-ref-syntax-qry-select (DISTINCT, LIMIT, comments)
-- expect: [[1]]
SELECT DISTINCT x /* twice */ FROM VALUES (1), (1), (2) AS t(x) ORDER BY x LIMIT 1 -- the end
;

-- page: sql-ref-name-resolution (a division and a cast can be called by their alias)
-- expect: [["b", 3, 2]]
SELECT k, sum(v) / count(*) AS mean, CAST('2' AS INT) AS n FROM VALUES ('a', 1), ('b', 3) AS t(k, v) GROUP BY k HAVING mean > 2 AND n = 2 ORDER BY mean;
