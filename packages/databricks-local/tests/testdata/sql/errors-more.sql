-- page: error-messages/unresolved-routine-error-class (a function of another system)
-- error: UNRESOLVED_ROUTINE 42883
SELECT strftime(current_date(), '%Y');

-- page: error-messages/unresolved-routine-error-class
-- error: UNRESOLVED_ROUTINE 42883
SELECT list_distinct(array(1));

-- page: error-messages/unresolved-routine-error-class
-- error: UNRESOLVED_ROUTINE 42883
SELECT * FROM read_csv_auto('/etc/passwd');

-- page: error-messages/unresolved-routine-error-class
-- error: UNRESOLVED_ROUTINE 42883
SELECT quantile_cont(x, 0.5) FROM VALUES (1) AS t(x);

-- page: error-messages/wrong-num-args-error-class
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT split_part('a', 'b');

-- page: error-messages/wrong-num-args-error-class
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT sum(x, x) FROM VALUES (1) AS t(x);

-- page: error-messages/wrong-num-args-error-class
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT date_trunc('day');

-- page: error-messages/wrong-num-args-error-class
-- error: WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605
SELECT nullif(1);

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT array_max(5);

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT map_keys('a');

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT sum(x) FROM VALUES (array(1)) AS t(x);

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES 42K09
SELECT array(1) + 1;

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.DATA_DIFF_TYPES 42K09
SELECT coalesce(1, array(1));

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN 42K09
SELECT 1 FROM VALUES (1) AS t(x) WHERE x;

-- page: error-messages/datatype-mismatch-error-class
-- error: DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION 42K09
SELECT CAST(array(1) AS INT);

-- page: error-messages/error-classes#ambiguous_reference
-- error: AMBIGUOUS_REFERENCE 42704
SELECT id FROM VALUES (1) AS a(id) JOIN VALUES (1) AS b(id) ON a.id = b.id;

-- page: error-messages/error-classes#field_not_found
-- error: FIELD_NOT_FOUND 42704
SELECT named_struct('a', 1).b;

-- page: error-messages/invalid-where-condition
-- error: INVALID_WHERE_CONDITION 42903
SELECT x FROM VALUES (1) AS t(x) WHERE sum(x) > 1;

-- page: error-messages/error-classes#unresolved_column
-- error: UNRESOLVED_COLUMN.WITHOUT_SUGGESTION 42703
SELECT nothing;

-- page: error-messages/error-classes#num_columns_mismatch
-- error: NUM_COLUMNS_MISMATCH 42826
SELECT 1 UNION SELECT 1, 2;

-- page: data-types/interval-type
-- error: PARSE_SYNTAX_ERROR 42601
SELECT INTERVAL 1 FORTNIGHT;

-- page: error-messages/error-classes#unsupported_datatype
-- error: UNSUPPORTED_DATATYPE 0A000
SELECT CAST(1 AS HUGEINT);

-- page: functions/st_buffer (a family that is refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT st_buffer(1, 2);

-- page: functions/read_files (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM read_files('/x');

-- page: functions/measure (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT measure(x) FROM VALUES (1) AS t(x);

-- page: sql-ref-syntax-qry-select-cte (the parser does not read it)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
WITH RECURSIVE r(n) MAX RECURSION LEVEL 5 AS (SELECT 1) SELECT * FROM r;

-- page: functions/ai_query (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT ai_query('model', 'prompt');

-- page: error-messages/error-classes#scalar_subquery_too_many_rows
-- error: SCALAR_SUBQUERY_TOO_MANY_ROWS 21000
SELECT (SELECT x FROM VALUES (1), (2) AS t(x));

-- page: error-messages/error-classes#group_by_pos_out_of_range
-- error: GROUP_BY_POS_OUT_OF_RANGE 42805
SELECT x FROM VALUES (1) AS t(x) GROUP BY 3;

-- page: functions/read_files (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM read_files('/Volumes/a/b/c', format => 'csv', header => true);

-- page: sql-ref-datasource (files by their path, refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM csv.`/Volumes/a/b/c`;

-- page: functions/event_log (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM event_log(TABLE(t));

-- page: functions/ai_query (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT ai_query('model', 'request');

-- page: functions/ai_forecast (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM ai_forecast(TABLE(t), horizon => '2026-12-01', time_col => 'a', value_col => 'b');

-- page: functions/vector_search (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM vector_search(index => 'a.b.c', query => 'x');

-- page: functions/measure (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT measure(total) FROM VALUES (1) AS t(total);

-- page: sql-ref-syntax-ddl-create-view (metric views, refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
CREATE VIEW v WITH METRICS LANGUAGE YAML AS $$ version: 1.1 $$;

-- page: sql-ref-syntax-ddl-declare-variable (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
DECLARE VARIABLE x INT DEFAULT 5;

-- page: sql-ref-syntax-aux-set-variable (refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SET VAR x = 6;

-- page: sql-ref-syntax-aux-show-tables (in FROM, refused by name)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT * FROM (SHOW TABLES);
