-- story: VERSION AS OF
CREATE TABLE t (id INT, s STRING);
INSERT INTO t VALUES (1, 'a');
INSERT INTO t VALUES (2, 'b');
UPDATE t SET s = 'c' WHERE id = 1;
DELETE FROM t WHERE id = 2;
SELECT * FROM t VERSION AS OF 0;
SELECT * FROM t VERSION AS OF 1;
SELECT * FROM t VERSION AS OF 2 ORDER BY id;
SELECT * FROM t VERSION AS OF 3 ORDER BY id;
SELECT * FROM t@v2 ORDER BY id;
SELECT * FROM t VERSION AS OF '1';
SELECT * FROM t FOR VERSION AS OF 1;
SELECT * FROM t FOR SYSTEM_VERSION AS OF 1;
SELECT * FROM t VERSION AS OF 5;
SELECT * FROM t VERSION AS OF -1;
SELECT a.s, b.s FROM t AS a JOIN t VERSION AS OF 1 AS b ON a.id = b.id;
SELECT * FROM t VERSION AS OF 2 EXCEPT SELECT * FROM t VERSION AS OF 4;
SELECT count(*) FROM t TIMESTAMP AS OF '1999-01-01';
SELECT count(*) FROM t TIMESTAMP AS OF 'x';
SELECT count(*) FROM t TIMESTAMP AS OF '2999-01-01';
-- only: version, operation
DESCRIBE HISTORY t;
-- only: version, operation
DESCRIBE HISTORY t LIMIT 2;
RESTORE TABLE t TO VERSION AS OF 9;
SELECT * FROM t ORDER BY id;

-- story: what becomes a version
CREATE TABLE t (id INT);
UPDATE t SET id = 1;
DELETE FROM t WHERE id = 5;
INSERT INTO t SELECT 1 WHERE false;
INSERT INTO t VALUES (1);
UPDATE t SET id = 1 WHERE id = 7;
UPDATE t SET id = 1 WHERE id = 1;
MERGE INTO t USING (SELECT 9 AS id) AS u ON t.id = u.id WHEN MATCHED THEN DELETE;
ALTER TABLE t SET TBLPROPERTIES ('a.b' = 'c');
ALTER TABLE t ADD COLUMNS (s STRING);
COMMENT ON TABLE t IS 'of versions';
ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0);
ALTER TABLE t DROP CONSTRAINT c;
INSERT OVERWRITE t VALUES (3, 'x');
CREATE OR REPLACE TABLE t (other STRING);
-- only: version, operation
DESCRIBE HISTORY t;
SELECT * FROM t VERSION AS OF 2;
SELECT * FROM t;

-- story: RESTORE
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1), (2);
DELETE FROM t WHERE id = 1;
ALTER TABLE t ADD COLUMNS (s STRING);
RESTORE TABLE t TO VERSION AS OF 9;
-- only: none
RESTORE TABLE t TO VERSION AS OF 1;
SELECT * FROM t ORDER BY id;
-- only: version, operation
DESCRIBE HISTORY t;

-- story: DESCRIBE HISTORY of what is not there
DESCRIBE HISTORY nope;
CREATE VIEW v AS SELECT 1 AS a;
DESCRIBE HISTORY v;

-- story: columns that came later
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMNS (s STRING COMMENT 'later', n INT AFTER id);
INSERT INTO t VALUES (2, 20, 'b');
SELECT * FROM t ORDER BY id;
SELECT * FROM t VERSION AS OF 1;
SELECT s FROM t VERSION AS OF 1;
UPDATE t SET s = 'a' WHERE id = 1;
SELECT * FROM t ORDER BY id;

-- story: the change data feed
CREATE TABLE t (id INT, s STRING) TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true');
INSERT INTO t VALUES (1, 'a'), (2, 'b');
UPDATE t SET s = upper(s) WHERE id = 2;
DELETE FROM t WHERE id = 1;
MERGE INTO t USING (SELECT * FROM VALUES (2, 'm'), (3, 'n') AS v(id, s)) AS u ON t.id = u.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;
SELECT id, s, _change_type, _commit_version FROM table_changes('t', 0) ORDER BY _commit_version, id, _change_type;
SELECT id, s, _change_type, _commit_version FROM table_changes('t', 2, 3) ORDER BY _commit_version, id, _change_type;
SELECT id, s, _change_type, _commit_version FROM table_changes('t', 4, 4) ORDER BY _commit_version, id, _change_type;
SELECT _change_type, count(*) AS n FROM table_changes('t', 1) GROUP BY _change_type ORDER BY 1;
-- only: id, s, _change_type, _commit_version
SELECT * FROM table_changes('t', 3, 3);
SELECT * FROM table_changes('t', 9);
SELECT * FROM table_changes('t', 3, 2);
SELECT * FROM table_changes('t', -1);
SELECT * FROM table_changes('nope', 0);
SELECT * FROM table_changes('t');
INSERT OVERWRITE t VALUES (7, 'o');
SELECT id, s, _change_type, _commit_version FROM table_changes('t', 5) ORDER BY _commit_version, id, _change_type;
SELECT count(*) FROM table_changes('t', '1999-01-01');
SELECT count(*) FROM table_changes('t', '2999-01-01');

-- story: a change data feed that begins later
CREATE TABLE t (id INT);
INSERT INTO t VALUES (1);
SELECT * FROM table_changes('t', 0);
ALTER TABLE t SET TBLPROPERTIES (delta.enableChangeDataFeed = true);
INSERT INTO t VALUES (2);
SELECT id, _change_type, _commit_version FROM table_changes('t', 2);
SELECT id, _change_type, _commit_version FROM table_changes('t', 3);
SELECT * FROM table_changes('t', 1);
