-- page: functions/count
-- expect: [[4, 3, 2]]
-- types: bigint, bigint, bigint
-- names: count(1), count(col), count(DISTINCT col)
SELECT count(*), count(col), count(DISTINCT col) FROM VALUES (NULL), (5), (5), (20) AS tab(col);

-- page: functions/sum (integers sum up to BIGINT, decimals stay exact)
-- expect: [[30, "0.3"]]
-- names: sum(col), d
SELECT sum(col), sum(CAST(0.1 AS DECIMAL(2,1))) AS d FROM VALUES (5), (10), (15) AS tab(col);

-- page: functions/count_if
-- expect: [[2]]
-- types: bigint
SELECT count_if(col % 2 = 0) FROM VALUES (NULL), (0), (1), (2), (3) AS tab(col);

-- page: functions/avg
-- expect: [[2.0]]
-- types: double
SELECT avg(col) FROM VALUES (1), (2), (3) AS tab(col);

-- page: functions/percentile
-- expect: [[3.0]]
-- types: double
SELECT percentile(col, 0.3) FROM VALUES (0), (10) AS tab(col);

-- page: functions/collect_list
-- expect: [[[1, 2, 1]]]
SELECT collect_list(col) FROM VALUES (1), (2), (NULL), (1) AS tab(col);

-- page: functions/collect_set
-- expect: [[[1, 2]]]
SELECT sort_array(collect_set(col)) FROM VALUES (1), (2), (NULL), (1) AS tab(col);

-- page: functions/max_by
-- expect: [["b"]]
SELECT max_by(x, y) FROM VALUES ('a', 10), ('b', 50), ('c', 20) AS tab(x, y);

-- page: functions/sum (FILTER)
-- expect: [[15]]
SELECT sum(col) FILTER (WHERE col < 15) FROM VALUES (5), (10), (15) AS tab(col);

-- page: functions/median
-- expect: [[10.0]]
SELECT median(col) FROM VALUES (0), (10), (20) AS tab(col);
