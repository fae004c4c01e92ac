-- story: UPDATE
CREATE TABLE t (id INT, s STRING, n DECIMAL(5,2));
INSERT INTO t VALUES (1, 'a', 1.00), (2, 'b', NULL), (3, NULL, 3.00);
UPDATE t SET n = n * 2;
UPDATE t SET s = 'z', n = 0 WHERE s IS NULL;
UPDATE t SET s = upper(s), id = id + 10 WHERE id = 1;
UPDATE t SET n = 1000 WHERE id = 2;
UPDATE t SET n = 'x' WHERE id = 2;
UPDATE t SET n = '5.5' WHERE id = 2;
UPDATE t SET id = 2.9 WHERE id = 2;
UPDATE t SET id = 99999999999 WHERE id = 2;
UPDATE t SET nope = 1;
UPDATE t SET s = 'a', s = 'b';
UPDATE t SET s = 'x' WHERE false;
UPDATE t AS u SET u.s = 'alias' WHERE u.id = 3;
UPDATE t SET n = (SELECT max(x) FROM VALUES (7), (8) AS v(x)) WHERE id = 3;
SELECT * FROM t ORDER BY id;

-- story: subqueries in conditions
CREATE TABLE t (id INT, s STRING);
INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c');
UPDATE t SET s = 'in' WHERE id IN (SELECT 1);
UPDATE t SET s = 'exists' WHERE EXISTS (SELECT 1 FROM VALUES (2) AS v(x) WHERE v.x = t.id);
DELETE FROM t AS u WHERE u.id IN (SELECT x FROM VALUES (2), (9) AS v(x));

-- story: columns change places
CREATE TABLE t (a INT, b INT);
INSERT INTO t VALUES (1, 2), (3, NULL);
UPDATE t SET a = b, b = a;
SELECT * FROM t ORDER BY b;

-- story: DELETE
CREATE TABLE t (id INT, s STRING);
INSERT INTO t VALUES (1, 'a'), (2, NULL), (3, 'c'), (4, 'd');
DELETE FROM t WHERE s = 'a';
DELETE FROM t WHERE s <> 'c';
DELETE FROM t WHERE s = 'nope';
DELETE FROM t WHERE nope = 1;
DELETE FROM t WHERE id + 1;
DELETE FROM t AS u WHERE u.id = 3 OR u.s = 'z';
SELECT * FROM t ORDER BY id;
DELETE FROM t;
SELECT count(*) FROM t;
SELECT * FROM t VERSION AS OF 1 ORDER BY id;
INSERT INTO t VALUES (5, 'e');
TRUNCATE TABLE t;

-- story: fields of structs
CREATE TABLE t (id INT, r STRUCT<p: INT, q: STRUCT<x: STRING>>);
INSERT INTO t VALUES (1, named_struct('p', 1, 'q', named_struct('x', 'a'))), (2, NULL);
UPDATE t SET r.p = 7 WHERE id = 1;
UPDATE t SET r.q.x = 'b' WHERE id = 1;
UPDATE t SET r.p = 7 WHERE id = 2;
UPDATE t SET r.nope = 7;
UPDATE t SET r = named_struct('p', 5, 'q', named_struct('x', 'c')), id = 3 WHERE id = 2;
SELECT * FROM t ORDER BY id;

-- story: MERGE
CREATE TABLE t (id INT, s STRING, n INT);
INSERT INTO t VALUES (1, 'a', 10), (2, 'b', 20), (3, 'c', 30);
CREATE TABLE u (id INT, s STRING, n INT);
INSERT INTO u VALUES (2, 'B', 200), (3, 'C', NULL), (4, 'D', 400), (NULL, 'N', 0);
MERGE INTO t USING u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = u.s, n = t.n + u.n WHEN NOT MATCHED THEN INSERT (id, s) VALUES (u.id, lower(u.s));
SELECT * FROM t ORDER BY id, s;
MERGE INTO t USING u ON t.id = u.id WHEN MATCHED AND u.n IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;
SELECT * FROM t ORDER BY id, s;
MERGE INTO t USING u ON t.id = u.id WHEN NOT MATCHED BY SOURCE AND t.id = 1 THEN UPDATE SET s = 'gone' WHEN NOT MATCHED BY SOURCE THEN DELETE;
SELECT * FROM t ORDER BY id, s;
MERGE INTO t USING (SELECT 1 AS id) AS v ON t.id = v.id WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT 99 AS id) AS v ON t.id = v.id WHEN MATCHED THEN DELETE;
SELECT * FROM t ORDER BY id, s;
MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE;
SELECT count(*) FROM t;

-- story: a MERGE that is not allowed
CREATE TABLE t (id INT NOT NULL, s STRING);
INSERT INTO t VALUES (1, 'a'), (2, 'b');
MERGE INTO t USING (SELECT * FROM VALUES (1, 'x'), (1, 'y') AS v(id, s)) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = u.s;
MERGE INTO t USING (SELECT * FROM VALUES (1, 'x'), (1, 'y') AS v(id, s)) AS u ON t.id = u.id WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT * FROM VALUES (5, 'x'), (5, 'y') AS v(id, s)) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT *;
MERGE INTO t USING (SELECT 7 AS id) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT *;
MERGE INTO t USING (SELECT 7 AS id, 's' AS s, 1 AS more) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT *;
MERGE INTO t USING (SELECT 8 AS id) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT (s) VALUES ('without its id');
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET id = NULL;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET nope = 1;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = u.nope;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.nope WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = 'x' WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id;
MERGE INTO t USING nope AS u ON t.id = u.id WHEN MATCHED THEN DELETE;
MERGE INTO nope USING t AS u ON nope.id = u.id WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT 98 AS id, 'wide' AS s) AS u(id, s) ON t.id = u.id WHEN MATCHED THEN DELETE;
MERGE INTO t USING (SELECT 99999999999 AS id, 's' AS s) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT *;
MERGE INTO t USING (SELECT 'x' AS id, 's' AS s) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT *;
MERGE INTO t USING (SELECT '6' AS id, 's' AS s) AS u ON t.s = u.id WHEN NOT MATCHED THEN INSERT *;
SELECT * FROM t ORDER BY id, s;

-- story: MERGE of a table with itself, and of conditions that are NULL
CREATE TABLE t (id INT, s STRING);
INSERT INTO t VALUES (1, 'a'), (NULL, 'n');
MERGE INTO t USING t AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = u.s || '!';
MERGE INTO t USING (SELECT CAST(NULL AS INT) AS id, 'm' AS s) AS u ON t.id <=> u.id WHEN MATCHED THEN UPDATE SET s = u.s;
MERGE INTO t USING (SELECT 1 AS id, 'c' AS s) AS u ON t.id = u.id WHEN MATCHED AND t.s = NULL THEN DELETE WHEN NOT MATCHED AND NULL THEN INSERT *;
MERGE INTO t USING (SELECT 5 AS id, 'e' AS s) AS u ON t.id = u.id WHEN NOT MATCHED AND u.id > 9 THEN INSERT * WHEN NOT MATCHED AND u.id > 4 THEN INSERT (id, s) VALUES (u.id * 10, NULL);
MERGE INTO t USING (SELECT 6 AS id, 'f' AS s) AS u ON t.id = u.id WHEN NOT MATCHED BY TARGET THEN INSERT (s, id) VALUES (s, id);
SELECT * FROM t ORDER BY id, s;

-- story: MERGE into columns with defaults
CREATE TABLE t (id INT, s STRING DEFAULT 'none') TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported');
MERGE INTO t USING (SELECT 1 AS id) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT (id) VALUES (u.id);
MERGE INTO t USING (SELECT 1 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = 'x';
SELECT * FROM t ORDER BY id;
MERGE INTO t USING (SELECT 2 AS id) AS u ON t.id = u.id WHEN NOT MATCHED THEN INSERT (id, s) VALUES (u.id, DEFAULT);
MERGE INTO t USING (SELECT 1 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET s = DEFAULT;

-- story: a change that is refused changes nothing
CREATE TABLE t (id INT NOT NULL);
INSERT INTO t VALUES (1), (2);
UPDATE t SET id = CASE WHEN id = 2 THEN NULL ELSE 9 END;
INSERT INTO t SELECT 3 UNION ALL SELECT 1 / 0;
MERGE INTO t USING (SELECT 1 AS id) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET id = CAST('x' AS INT);
SELECT * FROM t ORDER BY id;
-- only: version, operation
DESCRIBE HISTORY t;

-- story: fields of structs, several at once
CREATE TABLE t (id INT, r STRUCT<p: INT, q: STRUCT<x: STRING, y: DATE>>);
INSERT INTO t VALUES (1, named_struct('p', 1, 'q', named_struct('x', 'a', 'y', NULL))), (2, NULL);
UPDATE t SET r.p = 7 WHERE id = 2;
SELECT * FROM t ORDER BY id;
UPDATE t SET r.p = r.p + 1, t.r.q.x = upper(r.q.x), R.Q.Y = '2024-01-31';
SELECT * FROM t ORDER BY id;
UPDATE t SET r.p = 1, r.p = 2;
UPDATE t SET r.p = 1, r = NULL;
UPDATE t SET r.q = named_struct('x', 'z', 'y', NULL), r.q.x = 'a';
UPDATE t SET r.p = 'x';
UPDATE t SET id.p = 1;
MERGE INTO t USING (SELECT 1 AS id, 70 AS p) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET r.p = u.p;
MERGE INTO t USING (SELECT 2 AS id, 71 AS p) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET t.id = 20, r.p = p;
SELECT * FROM t ORDER BY id;

-- story: whose names the clauses of MERGE see
CREATE TABLE t (id INT, s STRING);
CREATE TABLE u (id INT, s STRING);
INSERT INTO t VALUES (1, 'a'), (2, 'b');
INSERT INTO u VALUES (1, 'A'), (3, 'C');
MERGE INTO t USING u AS v ON t.id = v.id WHEN MATCHED THEN UPDATE SET s = v.s WHEN NOT MATCHED AND s = 'C' THEN INSERT (id, s) VALUES (id, lower(s)) WHEN NOT MATCHED BY SOURCE AND s = 'b' THEN UPDATE SET s = s || '?';
SELECT * FROM t ORDER BY id;
MERGE INTO t USING u AS v ON t.id = v.id WHEN MATCHED AND s = 'A' THEN DELETE;
MERGE INTO t USING u AS v ON t.id = v.id WHEN NOT MATCHED THEN INSERT (id, s) VALUES (t.id, 'x');
MERGE INTO t USING u AS v ON t.id = v.id WHEN NOT MATCHED BY SOURCE THEN UPDATE SET s = v.s;
MERGE INTO t AS x USING t AS y ON x.id = y.id + 1 WHEN MATCHED THEN UPDATE SET s = y.s WHEN NOT MATCHED THEN INSERT *;
SELECT * FROM t ORDER BY id, s;
