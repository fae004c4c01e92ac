-- Shapes of alert queries. A pool ($name) stands for more than one statement.
-- of: ratios
-- $rows: VALUES ('a', 3, 10.5), ('a', NULL, 2.25), ('b', 0, NULL), (NULL, 7, 0.5) AS t(k, x, c) | VALUES ('a', 1, 1.0) AS t(k, x, c) WHERE x > 5
-- $ratio: sum(x) / count(*) | sum(x) / count(x) | sum(x) / nullif(count(x), 0) | count_if(x > 1) / count(*) | 100.0 * count_if(x IS NULL) / count(*) | round(100 * count(x) / count(*), 2) | sum(c) / sum(x) | try_divide(sum(c), sum(x)) | sum(CASE WHEN x > 1 THEN 1 ELSE 0 END) / count(*) | count(DISTINCT k) / count(*) | max(c) / min(c) | avg(x) / avg(c) | coalesce(sum(x), 0) / greatest(count(x), 1) | CAST(sum(x) AS DOUBLE) / count(*) | sum(x) % count(*) | sum(x) div count(*) | mod(sum(x), count(*)) | sum(x) * 1.0 / sum(sum(x)) OVER () | (max(x) - min(x)) / min(x) | 1 - count(x) / count(*)
SELECT $ratio AS ratio FROM $rows;
SELECT k, $ratio AS ratio FROM $rows GROUP BY k ORDER BY k;
-- of: thresholds
-- $having: count(*) > 1 | sum(x) > 5 | avg(c) < 5 | max(x) - min(x) >= 3 | sum(x) / count(*) > 0.5 | count_if(x IS NULL) > 0 | sum(c) BETWEEN 1 AND 20 | max(c) > 2 * min(c) | count(DISTINCT x) = 2 | k IS NOT NULL AND count(*) >= 1 | stddev(x) > 1 | sum(x) IS NULL
SELECT k, count(*) AS n FROM VALUES ('a', 3, 10.5), ('a', NULL, 2.25), ('b', 0, NULL), (NULL, 7, 0.5) AS t(k, x, c) GROUP BY k HAVING $having ORDER BY k;
SELECT k, sum(x) AS total FROM VALUES ('a', 3), ('a', 4), ('b', 1) AS t(k, x) GROUP BY ALL HAVING total > 2;
SELECT k, sum(x) AS total FROM VALUES ('a', 3), ('a', 4), ('b', 1) AS t(k, x) GROUP BY 1 HAVING total > 2 ORDER BY 2 DESC;
SELECT CASE WHEN sum(x) > 5 THEN 'high' WHEN sum(x) > 2 THEN 'middle' ELSE 'low' END AS level, count(*) FROM VALUES (1), (2), (NULL) AS t(x);
SELECT k, if(sum(x) > 5, 'ALERT', 'OK') AS state FROM VALUES ('a', 3), ('a', 4), ('b', NULL) AS t(k, x) GROUP BY k ORDER BY k ASC;
SELECT count(*) AS failures FROM VALUES ('FAILED', 1), ('OK', 2), (NULL, 3) AS t(state, id) WHERE state <> 'OK';
SELECT count(*) AS failures FROM VALUES ('FAILED', 1), ('OK', 2), (NULL, 3) AS t(state, id) WHERE state IS DISTINCT FROM 'OK';
SELECT count(*) AS failures FROM VALUES ('FAILED', 1), ('OK', 2), (NULL, 3) AS t(state, id) WHERE NOT state = 'OK';
SELECT sum(CASE state WHEN 'FAILED' THEN 1 ELSE 0 END) AS failed, count(*) AS runs FROM VALUES ('FAILED'), ('OK'), (NULL) AS t(state);
SELECT 'cost ' || sum(c) || ' of ' || count(*) AS message FROM VALUES (10.50), (0.25), (NULL) AS t(c);
SELECT concat('limit ', round(sum(c), 1), ' in ', max(d)) AS message FROM VALUES (10.50, date'2024-01-31'), (0.25, NULL) AS t(c, d);
SELECT format_string('%s: %.2f', k, sum(c)) AS message FROM VALUES ('a', 1.255), ('a', 2.5), ('b', NULL) AS t(k, c) GROUP BY k ORDER BY k;
SELECT format_string('%d of %d', count_if(x > 1), count(*)) AS message FROM VALUES (1), (2), (3) AS t(x);
-- of: latest row
-- $latest: max(struct(d, i)).i | max(struct(d, i)) | max_by(i, d) | max_by(s, d) | max_by(struct(i, s), d) | max_by(s, struct(d, i)) | min_by(s, d) | last(s) | max(d) | array_max(collect_list(d)) | max(named_struct('d', d, 's', s)).s | sort_array(collect_list(struct(d, s)), false)[0].s | element_at(sort_array(collect_list(struct(d, i))), -1).i
SELECT k, $latest AS latest FROM VALUES ('a', date'2024-01-01', 1, 'x'), ('a', date'2024-02-01', 2, NULL), ('a', NULL, 3, 'z'), ('b', NULL, NULL, 'q') AS t(k, d, i, s) GROUP BY k ORDER BY k;
-- $order: d DESC | d DESC NULLS LAST | d ASC | d ASC NULLS LAST | d DESC, i | coalesce(d, date'1970-01-01') DESC | struct(d, i) DESC | i DESC NULLS FIRST
SELECT k, d, i FROM VALUES ('a', date'2024-01-01', 1), ('a', date'2024-02-01', 2), ('a', NULL, 3), ('b', NULL, NULL) AS t(k, d, i) QUALIFY row_number() OVER (PARTITION BY k ORDER BY $order) = 1 ORDER BY k;
SELECT * FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY $order) AS rn FROM VALUES ('a', date'2024-01-01', 1), ('a', date'2024-02-01', 2), ('a', NULL, 3) AS t(k, d, i)) WHERE rn = 1;
WITH latest AS (SELECT k, max(d) AS d FROM VALUES ('a', date'2024-01-01'), ('a', date'2024-02-01'), ('b', NULL) AS t(k, d) GROUP BY k) SELECT t.k, t.i FROM VALUES ('a', date'2024-01-01', 1), ('a', date'2024-02-01', 2), ('b', NULL, 3) AS t(k, d, i) JOIN latest ON t.k = latest.k AND t.d = latest.d ORDER BY ALL;
SELECT k, s FROM VALUES ('a', 1, 'x'), ('a', 2, 'y'), ('b', 1, NULL) AS t(k, v, s) QUALIFY v = max(v) OVER (PARTITION BY k) ORDER BY k;
SELECT k, rank() OVER (ORDER BY v DESC) AS place FROM VALUES ('a', 1), ('b', 2), ('c', 2), ('d', NULL) AS t(k, v) QUALIFY place <= 2 ORDER BY place, k;
SELECT k, dense_rank() OVER (ORDER BY v DESC NULLS LAST) AS place FROM VALUES ('a', 1), ('b', 2), ('c', 2), ('d', NULL) AS t(k, v) ORDER BY place, k;
SELECT first_value(s) OVER (PARTITION BY k ORDER BY d DESC) AS latest FROM VALUES ('a', 1, 'x'), ('a', 2, NULL) AS t(k, d, s);
SELECT DISTINCT k, last_value(s) IGNORE NULLS OVER (PARTITION BY k ORDER BY d ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS latest FROM VALUES ('a', 1, 'x'), ('a', 2, NULL), ('b', 1, NULL) AS t(k, d, s) ORDER BY k;
-- of: pivot
-- $agg: count(*) | sum(x) | count(x) | avg(x) | max(x) | sum(c) | round(sum(c), 1) | count(*) AS n, sum(x) AS s | avg(c) | first(x) | count_if(x > 1) | sum(x) / count(*)
SELECT * FROM (SELECT k, s, x, c FROM VALUES (1, 'a', 5, 1.5), (1, 'b', NULL, 2.25), (2, 'a', 7, NULL), (3, NULL, 1, 0.5) AS t(k, s, x, c)) PIVOT ($agg FOR s IN ('a', 'b'));
SELECT * FROM (SELECT k, s, x FROM VALUES (1, 'a', 5), (2, 'b', 7) AS t(k, s, x)) PIVOT (sum(x) FOR s IN ('a' AS first, 'b' AS second)) ORDER BY k;
SELECT * FROM (SELECT k, s, u, x FROM VALUES (1, 'a', 1, 5), (2, 'b', 2, 7) AS t(k, s, u, x)) PIVOT (sum(x) FOR (s, u) IN (('a', 1), ('b', 2)));
SELECT * FROM (SELECT s, x FROM VALUES ('a', 5), ('b', 7), ('a', 1) AS t(s, x)) PIVOT (sum(x) FOR s IN ('a', 'b', 'z'));
SELECT * FROM (SELECT d, x FROM VALUES (date'2024-01-01', 5), (date'2024-02-01', 7) AS t(d, x)) PIVOT (sum(x) FOR month(d) IN (1, 2));
SELECT a + b AS total FROM (SELECT k, s, x FROM VALUES (1, 'a', 5), (1, 'b', 7), (2, 'a', 1) AS t(k, s, x)) PIVOT (sum(x) FOR s IN ('a', 'b')) ORDER BY k;
SELECT coalesce(a, 0) AS a, coalesce(b, 0) AS b FROM (SELECT k, s FROM VALUES (1, 'a'), (2, 'b') AS t(k, s)) PIVOT (count(*) FOR s IN ('a', 'b')) ORDER BY k;
SELECT * FROM VALUES (1, 10, 20), (2, NULL, 40) AS t(id, q1, q2) UNPIVOT (sales FOR quarter IN (q1, q2)) ORDER BY id, quarter;
SELECT * FROM VALUES (1, 10, 20), (2, NULL, 40) AS t(id, q1, q2) UNPIVOT INCLUDE NULLS (sales FOR quarter IN (q1 AS `first`, q2 AS `second`)) ORDER BY id, quarter;
-- of: series by date_trunc
-- $unit: 'YEAR' | 'QUARTER' | 'MONTH' | 'WEEK' | 'DAY' | 'HOUR'
SELECT date_trunc($unit, ts) AS bucket, count(*) AS n, sum(x) AS total FROM VALUES (timestamp'2024-01-01 00:30:00', 1), (timestamp'2024-01-01 23:59:59.9', 2), (timestamp'2023-12-31 10:00:00', NULL), (NULL, 4) AS t(ts, x) GROUP BY date_trunc($unit, ts) ORDER BY bucket;
SELECT date_trunc($unit, d) AS bucket, sum(x) AS total FROM VALUES (date'2024-01-01', 1), (date'2024-02-29', 2), (NULL, 3) AS t(d, x) GROUP BY 1 ORDER BY 1 DESC;
SELECT trunc(d, $unit) AS bucket, sum(x) - lag(sum(x)) OVER (ORDER BY trunc(d, $unit)) AS change FROM VALUES (date'2024-01-01', 1), (date'2024-02-29', 2), (date'2023-11-30', 3) AS t(d, x) GROUP BY 1 ORDER BY 1;
-- $part: year(d) | month(d) | weekofyear(d) | dayofweek(d) | date_format(d, 'yyyy-MM') | date_format(d, 'EEE') | extract(QUARTER FROM d) | to_date(d) | last_day(d) | hour(d)
SELECT $part AS part, count(*) AS n, min(x) AS lowest FROM VALUES (timestamp'2024-01-01 00:30:00', 1), (timestamp'2024-12-31 12:00:00', 2), (timestamp'2023-12-31 10:00:00', NULL), (NULL, 4) AS t(d, x) GROUP BY $part ORDER BY part;
-- $step: interval 1 day | interval 2 days | interval 1 week | interval 12 hours | interval 1 month
SELECT day, count(x) AS n FROM (SELECT explode(sequence(timestamp'2024-01-30 00:00:00', timestamp'2024-03-01 00:00:00', $step)) AS day) AS days LEFT JOIN VALUES (timestamp'2024-01-31 00:00:00', 1), (timestamp'2024-02-29 00:00:00', NULL) AS t(ts, x) ON ts = day GROUP BY day ORDER BY day LIMIT 8;
SELECT day, coalesce(sum(x), 0) AS total FROM (SELECT explode(sequence(date'2024-02-27', date'2024-03-01')) AS day) AS days LEFT JOIN VALUES (date'2024-02-28', 5), (date'2024-02-28', 2), (NULL, 9) AS t(d, x) ON days.day = t.d GROUP BY day ORDER BY day;
SELECT window(ts, '1 hour').start AS start, count(*) AS n FROM VALUES (timestamp'2024-01-01 00:30:00'), (timestamp'2024-01-01 00:59:59'), (NULL), (timestamp'2024-01-01 01:00:00') AS t(ts) GROUP BY window(ts, '1 hour') ORDER BY start;
-- $window: '10 minutes' | '1 hour' | '1 day' | '1 week' | '15 minutes', '5 minutes' | '1 hour', '1 hour', '15 minutes' | '1 month' | 'x' | '0 seconds'
SELECT window.start, window.end, count(*) AS n FROM VALUES (timestamp'2024-01-01 00:30:00'), (timestamp'1969-12-31 23:59:59'), (NULL) AS t(ts) GROUP BY window(ts, $window) ORDER BY 1;
-- of: percentiles
-- $percentile: percentile(x, 0.95) | percentile(x, array(0.5, 0.9)) | percentile_approx(x, 0.95) | approx_percentile(x, 0.5, 100) | percentile_cont(0.95) WITHIN GROUP (ORDER BY x) | percentile_cont(0.9) WITHIN GROUP (ORDER BY x DESC) | percentile_disc(0.5) WITHIN GROUP (ORDER BY x) | median(x) | percentile(x, 0.5) - median(x) | percentile(x, 0.9) / median(x) | percentile(x, 0.5, w) | stddev(x) / avg(x) | max(x) > 2 * percentile(x, 0.5) | (max(x) - avg(x)) / stddev(x)
SELECT k, $percentile AS p FROM VALUES ('a', 1, 1), ('a', 2, 3), ('a', NULL, 2), ('a', 10, 1), ('b', 5, 0), ('c', NULL, 1) AS t(k, x, w) GROUP BY k ORDER BY k;
SELECT $percentile AS p FROM VALUES (1.50, 1), (2.25, 2), (NULL, 1), (10.00, 1) AS t(x, w);
-- of: week over week
SELECT d, x, lag(x, 7) OVER (ORDER BY d) AS before FROM (SELECT date'2024-01-01' + id AS d, id * 10 AS x FROM (SELECT explode(sequence(0, 9)) AS id)) ORDER BY d;
-- $change: x - lag(x) OVER (ORDER BY d) | x / lag(x) OVER (ORDER BY d) | (x - lag(x) OVER (ORDER BY d)) / lag(x) OVER (ORDER BY d) | round(100.0 * (x - lag(x) OVER (ORDER BY d)) / lag(x) OVER (ORDER BY d), 1) | try_divide(x, lag(x, 1, 0) OVER (ORDER BY d)) | x - avg(x) OVER (ORDER BY d ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) | x > 1.5 * avg(x) OVER (ORDER BY d ROWS BETWEEN 3 PRECEDING AND 1 PRECEDING) | sum(x) OVER (ORDER BY d) | sum(x) OVER (ORDER BY d ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) | sum(x) OVER (ORDER BY d RANGE BETWEEN interval 1 day PRECEDING AND CURRENT ROW) | datediff(d, lag(d) OVER (ORDER BY d)) | d - lag(d) OVER (ORDER BY d) | lead(d) OVER (ORDER BY d) - d | coalesce(x, lag(x) IGNORE NULLS OVER (ORDER BY d)) | x - first_value(x) OVER (ORDER BY d) | ntile(2) OVER (ORDER BY d) | percent_rank() OVER (ORDER BY x) | stddev(x) OVER (ORDER BY d ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) | count(*) OVER (ORDER BY d RANGE BETWEEN interval 2 days PRECEDING AND interval 1 day PRECEDING) | max(x) OVER (PARTITION BY month(d)) | x / sum(x) OVER () | x = max(x) OVER ()
SELECT d, $change AS change FROM VALUES (date'2024-01-30', 10), (date'2024-01-31', 0), (date'2024-02-01', NULL), (date'2024-02-03', 25) AS t(d, x) ORDER BY d;
SELECT d, $change AS change FROM VALUES (date'2024-01-30', 10.50), (date'2024-01-31', 0.25), (date'2024-02-03', 25.00) AS t(d, x) ORDER BY d;
WITH this_week AS (SELECT sum(x) AS x FROM VALUES (date'2024-01-08', 5), (date'2024-01-09', NULL) AS t(d, x) WHERE d >= date'2024-01-08'), last_week AS (SELECT sum(x) AS x FROM VALUES (date'2024-01-01', 4) AS t(d, x) WHERE d < date'2024-01-08') SELECT this_week.x, last_week.x, this_week.x / last_week.x AS ratio, (this_week.x - last_week.x) * 100 / last_week.x AS percent FROM this_week CROSS JOIN last_week;
WITH a AS (SELECT sum(x) AS x FROM VALUES (1) AS t(x) WHERE x > 5), b AS (SELECT sum(x) AS x FROM VALUES (0) AS t(x)) SELECT a.x / b.x AS ratio FROM a, b;
SELECT w.week, w.n, p.n AS before, w.n / p.n AS ratio FROM (SELECT weekofyear(d) AS week, count(*) AS n FROM VALUES (date'2024-01-01'), (date'2024-01-08'), (date'2024-01-09') AS t(d) GROUP BY 1) AS w LEFT JOIN (SELECT weekofyear(d) AS week, count(*) AS n FROM VALUES (date'2024-01-01'), (date'2024-01-08') AS t(d) GROUP BY 1) AS p ON w.week = p.week + 1 ORDER BY w.week;
-- of: chains of CTEs
WITH base AS (SELECT * FROM VALUES ('a', 1), ('b', NULL), ('a', 3) AS t(k, x)), sums AS (SELECT k, sum(x) AS total FROM base GROUP BY k), shares AS (SELECT k, total / sum(total) OVER () AS share FROM sums) SELECT k, round(share, 2) AS share FROM shares ORDER BY k;
WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS x FROM a), c AS (SELECT a.x + b.x AS x FROM a, b) SELECT * FROM c UNION ALL SELECT * FROM b ORDER BY x;
WITH t(a, b) AS (VALUES (1, 'x'), (2, NULL)) SELECT a, coalesce(b, 'none') AS b FROM t ORDER BY a;
WITH t AS (SELECT 1 AS x), t2 AS (WITH t AS (SELECT 2 AS x) SELECT * FROM t) SELECT t.x, t2.x FROM t, t2;
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i) AS total FROM n;
WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT * FROM n ORDER BY i;
WITH RECURSIVE d AS (SELECT date'2024-01-30' AS day UNION ALL SELECT date_add(day, 1) FROM d WHERE day < date'2024-02-02') SELECT day, count(x) AS n FROM d LEFT JOIN VALUES (date'2024-01-31', 1) AS t(at, x) ON at = day GROUP BY day ORDER BY day;
WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n+1 FROM r) SELECT count(*) FROM r;
WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 150) SELECT max(n) FROM r;
WITH RECURSIVE tree AS (SELECT id, parent, 0 AS depth FROM VALUES (1, NULL), (2, 1), (3, 2) AS t(id, parent) WHERE parent IS NULL UNION ALL SELECT t.id, t.parent, depth + 1 FROM VALUES (1, NULL), (2, 1), (3, 2) AS t(id, parent) JOIN tree ON t.parent = tree.id) SELECT id, depth FROM tree ORDER BY id;
-- of: unions with a limit
-- $set: UNION ALL | UNION | EXCEPT | INTERSECT | EXCEPT ALL | INTERSECT ALL | MINUS | UNION DISTINCT
-- $tail: LIMIT 2 | ORDER BY x LIMIT 2 | ORDER BY x DESC LIMIT 1 | ORDER BY x OFFSET 1 | ORDER BY x LIMIT 1 OFFSET 1
SELECT x FROM VALUES (1), (2), (2), (NULL) AS t(x) $set SELECT x FROM VALUES (2), (NULL) AS u(x) ORDER BY x;
SELECT x FROM VALUES (1), (1) AS t(x) UNION ALL SELECT x FROM VALUES (1) AS u(x) $tail;
WITH joined AS (SELECT x FROM VALUES (3), (1) AS t(x) UNION ALL SELECT x FROM VALUES (2) AS u(x) $tail) SELECT count(*) AS n FROM joined;
SELECT sum(x) FROM (SELECT 5 AS x UNION ALL SELECT 5 $tail);
(SELECT x FROM VALUES (3), (1) AS t(x) ORDER BY x LIMIT 1) UNION ALL (SELECT x FROM VALUES (2), (4) AS u(x) ORDER BY x DESC LIMIT 1) ORDER BY x;
SELECT 'a' AS k, count(*) AS n FROM VALUES (1) AS t(x) UNION ALL SELECT 'b', sum(x) FROM VALUES (1.5), (2.25) AS t(x) ORDER BY k;
SELECT 'count' AS what, count(*) AS value FROM VALUES (1), (NULL) AS t(x) UNION ALL SELECT 'nulls', count_if(x IS NULL) FROM VALUES (1), (NULL) AS t(x) UNION ALL SELECT 'max', max(x) FROM VALUES (1), (NULL) AS t(x);
SELECT 1 AS a UNION ALL SELECT NULL UNION ALL SELECT 2.5 ORDER BY a NULLS LAST;
SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, NULL LIMIT 1;
SELECT 1 AS a UNION SELECT 1 UNION ALL SELECT 1;
SELECT DISTINCT x FROM VALUES (1), (1), (NULL), (NULL) AS t(x) ORDER BY x LIMIT 5;
-- of: subqueries
-- $where: x IN (SELECT y FROM VALUES (1), (NULL) AS u(y)) | x NOT IN (SELECT y FROM VALUES (1), (NULL) AS u(y)) | x NOT IN (SELECT y FROM VALUES (1) AS u(y)) | EXISTS (SELECT 1 FROM VALUES (1) AS u(y) WHERE y = x) | NOT EXISTS (SELECT 1 FROM VALUES (1) AS u(y) WHERE y = x) | x > (SELECT avg(y) FROM VALUES (1), (2) AS u(y)) | x = (SELECT max(y) FROM VALUES (1), (2) AS u(y)) | x > (SELECT y FROM VALUES (1) AS u(y) WHERE y > 5) | x > (SELECT y FROM VALUES (1), (2) AS u(y)) | x IN (SELECT y FROM VALUES ('1'), ('3') AS u(y)) | (x, k) IN (SELECT y, z FROM VALUES (1, 'a'), (2, NULL) AS u(y, z)) | x > 1 AND k IN (SELECT 'b') | EXISTS (SELECT 1 WHERE false) | x IN (1, 2) OR k IS NULL | NOT (x > 1) | x = (SELECT count(*) FROM VALUES (1) AS u(y) WHERE y = x)
SELECT k, x FROM VALUES ('a', 1), ('b', 2), (NULL, 3), ('d', NULL) AS t(k, x) WHERE $where ORDER BY x;
SELECT count(*) AS n FROM VALUES ('a', 1), ('b', 2), (NULL, 3), ('d', NULL) AS t(k, x) WHERE $where;
SELECT (SELECT count(*) FROM VALUES (1), (2) AS u(y)) / (SELECT count(*) FROM VALUES (1) AS u(y) WHERE y > 5) AS ratio;
SELECT (SELECT sum(y) FROM VALUES (1) AS u(y) WHERE y > 5) / (SELECT count(*) FROM VALUES (1) AS u(y) WHERE y > 5) AS ratio;
SELECT k, (SELECT max(y) FROM VALUES ('a', 5), ('a', 7) AS u(k2, y) WHERE k2 = k) AS best FROM VALUES ('a'), ('b'), (NULL) AS t(k) ORDER BY k;
SELECT k, x - (SELECT avg(x) FROM VALUES (1), (2) AS u(x)) AS away FROM VALUES ('a', 1), ('b', NULL) AS t(k, x) ORDER BY k;
SELECT * FROM (SELECT k, count(*) AS n FROM VALUES ('a'), ('a'), (NULL) AS t(k) GROUP BY k) WHERE n > 1;
-- of: joins
-- $join: JOIN | LEFT JOIN | RIGHT JOIN | FULL OUTER JOIN | LEFT SEMI JOIN | LEFT ANTI JOIN | INNER JOIN | FULL JOIN | SEMI JOIN | ANTI JOIN
SELECT * FROM VALUES (1, 'a'), (2, 'b'), (NULL, 'c') AS l(id, x) $join VALUES (1, 10), (3, 30), (NULL, 40) AS r(id, y) ON l.id = r.id ORDER BY ALL;
SELECT * FROM VALUES (1, 'a'), (2, 'b'), (NULL, 'c') AS l(id, x) $join VALUES (1, 10), (3, 30), (NULL, 40) AS r(id, y) USING (id) ORDER BY ALL;
SELECT l.id, coalesce(r.y, 0) AS y FROM VALUES (1), (2) AS l(id) LEFT JOIN VALUES (1, NULL), (2, 5) AS r(id, y) ON l.id = r.id AND r.y > 1 ORDER BY l.id;
SELECT l.id, count(r.y) AS n, sum(r.y) AS total FROM VALUES (1), (2), (3) AS l(id) LEFT JOIN VALUES (1, 5), (1, NULL), (2, 7) AS r(id, y) ON l.id = r.id GROUP BY l.id ORDER BY l.id;
SELECT * FROM VALUES (1), (2) AS l(x) CROSS JOIN VALUES ('a'), (NULL) AS r(y) ORDER BY x, y;
SELECT * FROM VALUES (1), (2) AS l(id) NATURAL JOIN VALUES (2, 'b') AS r(id, y);
SELECT l.x, r.y FROM VALUES (1, date'2024-01-31') AS l(x, d) JOIN VALUES (2, date'2024-01-01', date'2024-02-01') AS r(y, f, u) ON l.d BETWEEN r.f AND r.u;
SELECT count(*) AS orphans FROM VALUES (1), (2), (NULL) AS l(id) LEFT JOIN VALUES (1) AS r(id) ON l.id = r.id WHERE r.id IS NULL;
SELECT a.k FROM VALUES ('a', 1) AS a(k, x) JOIN VALUES ('b', 2) AS b(k, x) ON a.x <=> b.x - 1;
SELECT l.id FROM VALUES (1), (NULL) AS l(id) JOIN VALUES (NULL) AS r(id) ON l.id <=> r.id;
-- of: lateral view
-- $gen: explode(a) | explode_outer(a) | posexplode(a)
SELECT k, e.* FROM VALUES ('a', array(1, NULL)), ('b', array()), ('c', NULL) AS t(k, a) LATERAL VIEW $gen e ORDER BY ALL;
SELECT k, e.* FROM VALUES ('a', array(1, NULL)), ('b', array()), ('c', NULL) AS t(k, a) LATERAL VIEW OUTER $gen e ORDER BY ALL;
SELECT k, $gen FROM VALUES ('a', array(1, NULL)), ('b', array()), ('c', NULL) AS t(k, a) ORDER BY ALL;
SELECT k, v, count(*) AS n FROM VALUES ('a', array('x', 'y')), ('b', array('x')) AS t(k, a) LATERAL VIEW explode(a) e AS v GROUP BY k, v ORDER BY k, v;
SELECT tag, sum(c) AS cost FROM VALUES (map('team', 'a', 'env', 'p'), 1.50), (map('team', 'b'), 2.25), (NULL, 9.99) AS t(tags, c) LATERAL VIEW explode(tags) e AS tag, value GROUP BY tag ORDER BY tag;
SELECT tags['team'] AS team, sum(c) AS cost FROM VALUES (map('team', 'a'), 1.50), (map('env', 'p'), 2.25), (NULL, 9.99) AS t(tags, c) GROUP BY tags['team'] ORDER BY team;
SELECT coalesce(tags.team, 'none') AS team, count(*) AS n FROM VALUES (map('team', 'a')), (map('env', 'p')), (NULL) AS t(tags) GROUP BY ALL ORDER BY 1;
SELECT explode(m) AS (key, value) FROM VALUES (map('a', 1, 'b', NULL)) AS t(m) ORDER BY key;
SELECT t.k, e.v FROM VALUES ('a', array(1, 2)) AS t(k, a), LATERAL explode(t.a) AS e(v) ORDER BY v;
SELECT t.k, e.v FROM VALUES ('a', array(1, 2)), ('b', NULL) AS t(k, a) LEFT JOIN LATERAL explode(t.a) AS e(v) ORDER BY k, v;
SELECT t.k, e.v FROM VALUES ('a', array(1, 2)), ('b', NULL) AS t(k, a) LEFT JOIN LATERAL explode(t.a) AS e(v) ON true ORDER BY k, v;
SELECT k, s.total FROM VALUES ('a', 2) AS t(k, x), LATERAL (SELECT x * 10 AS total) AS s;
SELECT inline(array(struct(1 AS a, 'x' AS b), struct(NULL, 'y')));
SELECT k, stack(2, 'x', x, 'y', y) AS (name, value) FROM VALUES ('a', 1, 2), ('b', NULL, 4) AS t(k, x, y) ORDER BY k, name;
SELECT posexplode(split('a,b,c', ',')) AS (pos, part);
SELECT size(filter(a, x -> x > 1)) AS n, aggregate(a, 0, (acc, x) -> acc + coalesce(x, 0)) AS total FROM VALUES (array(1, 2, NULL)), (array()) AS t(a);
-- of: rollups
-- $by: ROLLUP (k, s) | CUBE (k, s) | GROUPING SETS ((k, s), (k), ()) | k, ROLLUP (s) | GROUPING SETS (k, s) | k, s WITH ROLLUP | k, s WITH CUBE | GROUPING SETS (ROLLUP (k), s)
SELECT k, s, sum(x) AS total FROM VALUES ('a', 'p', 1), ('a', 'q', NULL), ('b', 'p', 3), (NULL, 'p', 5) AS t(k, s, x) GROUP BY $by ORDER BY k, s, total;
SELECT k, s, grouping(k) AS gk, count(*) AS n FROM VALUES ('a', 'p', 1), ('a', 'q', NULL), (NULL, 'p', 5) AS t(k, s, x) GROUP BY $by ORDER BY k, s, gk, n;
SELECT grouping_id(k, s) AS id, count(*) AS n FROM VALUES ('a', 'p'), ('a', 'q') AS t(k, s) GROUP BY $by ORDER BY id, n;
SELECT coalesce(k, 'all') AS k, count(*) AS n FROM VALUES ('a'), ('a'), ('b') AS t(k) GROUP BY ROLLUP (k) ORDER BY k;
SELECT k, grouping_id() AS id, sum(x) AS total FROM VALUES ('a', 1), ('b', 2) AS t(k, x) GROUP BY CUBE (k) HAVING grouping_id() = 0 ORDER BY k;
SELECT if(grouping(k) = 1, 'total', k) AS k, sum(c) AS cost FROM VALUES ('a', 1.50), ('b', 2.25) AS t(k, c) GROUP BY ROLLUP (k) ORDER BY cost;
-- of: filters by time
-- $when: ts >= timestamp'2024-01-31 00:00:00' - interval 1 day | ts > date'2024-01-30' | ts BETWEEN '2024-01-30' AND '2024-01-31' | date(ts) = '2024-01-31' | ts >= '2024-01-31' | ts < date'2024-01-31' + interval 12 hours | ts >= date_sub(date'2024-01-31', 1) | ts >= date_trunc('DAY', timestamp'2024-01-31 10:00:00') | datediff(date'2024-02-01', ts) <= 1 | ts > timestamp'2024-01-31 10:00:00' - make_interval(0, 0, 0, 1) | unix_timestamp(ts) > 1706659200 | timestampdiff(HOUR, ts, timestamp'2024-01-31 12:00:00') < 3 | ts + interval '12' hour > timestamp'2024-01-31 20:00:00' | hour(ts) BETWEEN 8 AND 12 | dayofweek(ts) IN (1, 7) | ts::date = date'2024-01-31' | ts LIKE '2024-01-31%' | months_between(timestamp'2024-02-29 10:00:00', ts) >= 1 | add_months(ts, 1) = date'2024-02-29' | ts > timestamp'2024-01-31 10:00:00' - interval '0 12:30:00' day to second | last_day(ts) = date(ts) | year(ts) = 2024 AND month(ts) = 1 | (timestamp'2024-01-31 12:00:00' - ts) < interval 1 day | timestamp'2024-01-31 12:00:00' - ts > interval '2' hour
SELECT id FROM VALUES (1, timestamp'2024-01-31 10:00:00'), (2, timestamp'2024-01-30 23:59:59'), (3, NULL), (4, timestamp'2024-01-31 00:00:00') AS t(id, ts) WHERE $when ORDER BY id;
-- $move: interval 1 day | interval 1 month | interval '1-1' year to month | interval 25 hours | interval -1 week | interval '1 12' day to hour | make_interval(0, 1, 0, 1) | i
SELECT d, d + $move AS later, d - $move AS earlier FROM VALUES (date'2024-01-31', interval 1 month), (NULL, interval 2 month), (date'2024-02-29', NULL) AS t(d, i) ORDER BY d;
SELECT ts + $move AS later FROM VALUES (timestamp'2024-01-31 10:00:00', interval 36 hours), (NULL, interval 1 hour) AS t(ts, i);
SELECT d, d + k AS later FROM VALUES (date'2024-01-31', 1), (date'2024-02-29', NULL) AS t(d, k) ORDER BY d;
SELECT d - interval 1 day * k AS earlier FROM VALUES (date'2024-01-31', 3) AS t(d, k);
SELECT max(ts) AS latest, timestampdiff(MINUTE, max(ts), timestamp'2024-01-31 12:00:00') AS age FROM VALUES (timestamp'2024-01-31 10:00:00'), (NULL) AS t(ts);
SELECT timestamp'2024-01-31 12:00:00' - max(ts) AS age FROM VALUES (timestamp'2024-01-31 10:00:00.5'), (NULL) AS t(ts);
SELECT 'age ' || (timestamp'2024-01-31 12:00:00' - max(ts)) AS message FROM VALUES (timestamp'2024-01-29 10:00:00.5') AS t(ts);
SELECT datediff(date'2024-02-01', max(d)) AS days FROM VALUES (date'2024-01-31') AS t(d) WHERE d > date'2025-01-01';
SELECT (unix_timestamp(max(ts)) - unix_timestamp(min(ts))) / 3600 AS hours FROM VALUES (timestamp'2024-01-31 10:00:00'), (timestamp'2024-01-31 08:30:00') AS t(ts);
SELECT avg(unix_timestamp(e) - unix_timestamp(s)) AS seconds FROM VALUES (timestamp'2024-01-31 10:00:00', timestamp'2024-01-31 10:05:30'), (timestamp'2024-01-31 10:00:00', NULL) AS t(s, e);
SELECT avg(e - s) AS duration, max(e - s) AS longest, sum(e - s) AS total FROM VALUES (timestamp'2024-01-31 10:00:00', timestamp'2024-01-31 10:05:30'), (timestamp'2024-01-31 10:00:00', NULL), (timestamp'2024-01-31 00:00:00', timestamp'2024-02-01 00:00:00') AS t(s, e);
SELECT CAST(e - s AS BIGINT) AS duration FROM VALUES (timestamp'2024-01-31 10:00:00', timestamp'2024-01-31 10:05:30') AS t(s, e);
SELECT extract(HOUR FROM e - s) AS hours, extract(MINUTE FROM e - s) AS minutes FROM VALUES (timestamp'2024-01-31 10:00:00', timestamp'2024-01-31 12:05:30') AS t(s, e);
-- of: data quality
-- $check: count(*) - count(DISTINCT id) | count_if(id IS NULL) | count_if(mail NOT LIKE '%_@_%.__%') | count_if(mail NOT RLIKE '^[^@]+@[^@]+$') | count_if(length(trim(mail)) = 0) | count_if(c < 0 OR c > 100) | count_if(c <> round(c, 1)) | count_if(isnan(CAST(c AS DOUBLE))) | count_if(try_cast(mail AS INT) IS NULL) | sum(if(mail IS NULL, 1, 0)) / count(*) | count(DISTINCT lower(mail)) | count_if(mail = upper(mail)) | bool_and(id > 0) | any(c IS NULL) | every(id IS NOT NULL) | max(length(mail)) | count(DISTINCT id, mail) | approx_count_distinct(mail) | collect_set(id) | array_join(sort_array(collect_set(mail)), ', ') | listagg(mail, ';') WITHIN GROUP (ORDER BY mail) | min(regexp_extract(mail, '@(.*)$', 1)) | count_if(mail ILIKE '%X.ORG') | count_if(c IN (0, NULL)) | count_if(NOT (c > 1)) | max(substring_index(mail, '@', -1))
SELECT $check AS found FROM VALUES (1, 'a@x.org', 1.50), (2, NULL, -3.25), (2, '', 200.00), (NULL, 'b@Y', NULL) AS t(id, mail, c);
SELECT id, count(*) AS n FROM VALUES (1), (1), (2), (NULL), (NULL) AS t(id) GROUP BY id HAVING count(*) > 1 ORDER BY id;
SELECT k FROM VALUES ('a', 1), ('b', NULL) AS t(k, x) WHERE x IS NULL OR x < 0;
SELECT sum(x) FROM VALUES (true), (false) AS t(x);
SELECT sum(x::int) FROM VALUES (true), (false), (NULL) AS t(x);
SELECT x FROM VALUES (true), (false) AS t(x) WHERE x = 1;
SELECT count(*) FROM VALUES ('a'), ('A '), ('a') AS t(s) WHERE s = 'a';
SELECT count(*) FROM VALUES ('1', 1), ('x', 2) AS t(s, i) WHERE s = i;
SELECT i FROM VALUES ('1', 1), ('2', 3) AS t(s, i) WHERE try_cast(s AS INT) = i;
-- of: json and logs
-- $get: get_json_object(j, '$.a') | get_json_object(j, '$.b.c') | get_json_object(j, '$.l[0]') | get_json_object(j, '$.l[*]') | from_json(j, 'a INT').a | from_json(j, 'a STRING, b STRUCT<c: STRING>').b.c | j:a | j:b.c | j:l[1] | CAST(j:a AS INT) + 1 | j:a::double | size(from_json(j, 'l ARRAY<INT>').l) | json_array_length(get_json_object(j, '$.l')) | json_object_keys(j) | to_json(from_json(j, 'a INT, l ARRAY<INT>')) | map_keys(from_json(j, 'MAP<STRING, STRING>')) | from_json(j, 'MAP<STRING, STRING>')['a']
SELECT $get AS v FROM VALUES ('{"a": 1, "b": {"c": "x"}, "l": [1, 2]}'), ('{"a": null}'), ('broken'), (NULL) AS t(j);
SELECT regexp_extract(line, '(\\d+) ms', 1) AS ms, line RLIKE 'ERROR|WARN' AS bad FROM VALUES ('ERROR took 15 ms'), ('ok'), (NULL) AS t(line);
SELECT CAST(regexp_extract(line, '(\\d+) ms', 1) AS INT) AS ms FROM VALUES ('took 15 ms'), ('ok') AS t(line);
SELECT split(path, '/')[1] AS area, count(*) AS n FROM VALUES ('/a/x'), ('/a/y'), ('/b'), (NULL) AS t(path) GROUP BY 1 ORDER BY 1;
SELECT split_part(host, '.', -2) AS domain, max(n) AS n FROM VALUES ('a.b.org', 1), ('org', 2), (NULL, 3) AS t(host, n) GROUP BY ALL ORDER BY ALL;
SELECT parse_url(u, 'HOST') AS host, count(*) AS n FROM VALUES ('https://a.org/x?q=1'), ('https://a.org'), (NULL) AS t(u) GROUP BY 1 ORDER BY 1;
SELECT upper(left(s, 1)) || lower(substring(s, 2)) AS name, lpad(id, 3, '0') AS id FROM VALUES ('ANNA', 7), ('é', 1234), (NULL, NULL) AS t(s, id) ORDER BY id;
SELECT str_to_map(s, ';', '=')['k'] AS v FROM VALUES ('k=1;l=2'), ('l=2'), (NULL) AS t(s);
SELECT transform(split(s, ','), x -> CAST(x AS INT)) AS l FROM VALUES ('1,2'), (NULL) AS t(s);
SELECT element_at(split(s, '-'), -1) AS tail FROM VALUES ('a-b-c'), ('x'), (NULL) AS t(s);
-- of: order and limits
-- $by: x | x ASC | x DESC | x NULLS LAST | x DESC NULLS FIRST | x ASC NULLS LAST, k | k, x DESC | 1 | 2 DESC | ALL | ALL DESC | -x | abs(x), k | x IS NULL, x | CASE WHEN x > 1 THEN 0 ELSE 1 END, k | upper(k), x | x + 0 ASC | struct(x, k) | array(x) | coalesce(x, 99)
SELECT k, x FROM VALUES ('b', 2), ('a', NULL), ('A', 1), ('c', -3) AS t(k, x) ORDER BY $by;
SELECT k, x FROM VALUES ('b', 2), ('a', NULL), ('A', 1), ('c', -3) AS t(k, x) ORDER BY $by LIMIT 2;
SELECT k, sum(x) AS x FROM VALUES ('b', 2), ('a', NULL), ('b', 1) AS t(k, x) GROUP BY k ORDER BY sum(x) DESC, k ASC LIMIT 10;
SELECT k FROM VALUES ('b', 2), ('a', 1) AS t(k, x) ORDER BY x ASC;
SELECT x FROM VALUES (2), (1) AS t(x) ORDER BY x ASC NULLS FIRST LIMIT 1 OFFSET 1;
SELECT x FROM VALUES (2), (1) AS t(x) LIMIT 0;
SELECT x FROM VALUES (2), (1) AS t(x) ORDER BY x LIMIT ALL;
SELECT x FROM VALUES (2), (1) AS t(x) ORDER BY x LIMIT 1 + 0;
SELECT x FROM VALUES (2), (1) AS t(x) LIMIT -1;
SELECT k, s FROM VALUES ('a', array(2, NULL)), ('b', array(NULL, 1)), ('c', array(1)) AS t(k, s) ORDER BY s DESC;
SELECT r FROM VALUES (struct(1, NULL)), (struct(NULL, 2)), (struct(1, 0)), (NULL) AS t(r) ORDER BY r;
SELECT r FROM VALUES (struct(1, NULL)), (struct(NULL, 2)), (struct(1, 0)), (NULL) AS t(r) ORDER BY r DESC;
