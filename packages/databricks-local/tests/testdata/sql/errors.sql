-- page: error-messages/unresolved-routine-error-class
-- error: UNRESOLVED_ROUTINE 42883
SELECT no_such_function(1);

-- page: error-messages/unresolved-column-error-class
-- error: UNRESOLVED_COLUMN.WITH_SUGGESTION 42703
SELECT sale_dat FROM shop.gold.sales;

-- page: error-messages/table-or-view-not-found-error-class
-- error: TABLE_OR_VIEW_NOT_FOUND 42P01
SELECT * FROM shop.gold.no_such_table;

-- page: error-messages/error-classes#schema_not_found
-- error: SCHEMA_NOT_FOUND 42704
CREATE TABLE shop.no_such_schema.t (a INT);

-- page: error-messages/parse-syntax-error-error-class
-- error: PARSE_SYNTAX_ERROR 42601
SELEC 1;

-- page: error-messages/parse-syntax-error-error-class
-- error: PARSE_SYNTAX_ERROR 42601
SELECT FROM WHERE;

-- page: error-messages/cast-invalid-input-error-class
-- error: CAST_INVALID_INPUT 22018
SELECT CAST('abc' AS INT);

-- page: error-messages/cast-invalid-input-error-class
-- error: CAST_INVALID_INPUT 22018
SELECT CAST('1.5' AS INT);

-- page: error-messages/cast-invalid-input-error-class
-- error: CAST_INVALID_INPUT 22018
SELECT CAST('2024-13-01' AS DATE);

-- page: error-messages/divide-by-zero-error-class
-- error: DIVIDE_BY_ZERO 22012
SELECT 1 / 0;

-- page: error-messages/error-classes#unbound_sql_parameter
-- error: UNBOUND_SQL_PARAMETER 42P02
SELECT :missing;

-- page: error-messages/error-classes#wrong_num_args
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT format_number(1);

-- page: error-messages/invalid-array-index-error-class
-- error: INVALID_ARRAY_INDEX 22003
SELECT array(1, 2)[2];

-- page: sql-ref-syntax-aux-analyze-table (known to Databricks, not to the local workspace)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
OPTIMIZE shop.gold.sales;

-- page: sql-ref-syntax-txn (transactions of several statements)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
COMMIT;

-- page: sql-ref-syntax-txn (as the Python driver begins one)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SET AUTOCOMMIT = FALSE;

-- page: sql-ref-syntax-aux-put (files of volumes)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
PUT '/tmp/a.csv' INTO '/Volumes/a/b/c/a.csv' OVERWRITE;

-- page: data-types/string-type (collations)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT CAST('abc' AS STRING COLLATE UTF8_LCASE);

-- page: sql-ref-syntax-qry-select-cte
-- error: DUPLICATED_CTE_NAMES 42602
WITH c AS (SELECT 1 AS x), c AS (SELECT 2 AS x) SELECT * FROM c;

-- page: sql-ref-syntax-qry-select-sampling (a clause that is not understood is refused, not dropped)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM shop.gold.sales TABLESAMPLE (10 PERCENT);
