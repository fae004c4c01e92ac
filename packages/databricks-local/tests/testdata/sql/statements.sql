-- page: sql-ref-syntax-qry-select-table-reference (a version that is not there; Delta's DELTA_VERSION_NOT_FOUND)
-- error: DELTA_VERSION_NOT_FOUND 22003
SELECT * FROM shop.gold.sales VERSION AS OF 99;

-- page: functions/table_changes (the feed must have been enabled)
-- error: DELTA_MISSING_CHANGE_DATA KD002
SELECT * FROM table_changes('shop.gold.sales', 0);

-- page: sql-ref-names-identifier-clause
-- expect: [[50000]]
SELECT count(*) FROM IDENTIFIER('shop.' || 'gold.sales');

-- page: sql-ref-names-identifier-clause
-- expect: [["A"]]
SELECT IDENTIFIER('upper')('a');

-- page: error-messages/error-classes#not_a_constant_string
-- error: NOT_A_CONSTANT_STRING.NOT_CONSTANT 42601
SELECT IDENTIFIER(rand());

-- page: sql-ref-syntax-aux-describe-query
-- expect: [["n", "int", null], ["s", "string", null]]
-- names: col_name, data_type, comment
DESCRIBE QUERY SELECT 1 AS n, 'x' AS s;

-- page: sql-ref-syntax-qry-explain
-- error: PARSE_SYNTAX_ERROR 42601
EXPLAIN SELECT FROM;

-- page: sql-ref-syntax-dml-insert-into
-- error: UNRESOLVED_COLUMN.WITH_SUGGESTION 42703
INSERT INTO shop.gold.sales (sale_dat) VALUES ('2026-01-01');

-- page: sql-ref-syntax-ddl-drop-view
-- error: TABLE_OR_VIEW_NOT_FOUND 42P01
DROP VIEW shop.gold.no_such_view;

-- page: sql-ref-syntax-ddl-create-view
-- error: SCHEMA_NOT_FOUND 42704
CREATE VIEW shop.no_such_schema.v AS SELECT 1 AS x;

-- page: error-messages/error-classes#column_already_exists
-- error: COLUMN_ALREADY_EXISTS 42711
CREATE TABLE shop.gold.twice AS SELECT 1 AS a, 2 AS A;

-- page: security-show-grant
-- expect: []
-- names: principal, actionType, objectType, objectKey
SHOW GRANTS ON TABLE shop.gold.sales;
