-- page: functions/concat
-- expect: [["SparkSQL", null, [1, 2, 3]]]
SELECT concat('Spark', 'SQL'), concat('Spark', CAST(NULL AS STRING)), concat(array(1), array(2, 3));

-- page: functions/concat_ws
-- expect: [["Spark SQL"]]
SELECT concat_ws(' ', 'Spark', CAST(NULL AS STRING), 'SQL');

-- page: functions/format_number
-- expect: [["12,332.1235", "12,332"]]
-- types: string, string
SELECT format_number(12332.123456, 4), format_number(12332.123456, 0);

-- page: functions/substring
-- expect: [["k SQL", "SQL", "k"]]
SELECT substring('Spark SQL', 5), substring('Spark SQL', -3), substring('Spark SQL', 5, 1);

-- page: functions/replace
-- expect: [["ABCDEF"]]
SELECT replace('ABCabc', 'abc', 'DEF');

-- page: functions/split
-- expect: [[["one", "two", "three", ""]]]
-- types: array<string>
SELECT split('oneAtwoBthreeC', '[ABC]');

-- page: functions/regexp_replace
-- expect: [["num-num"]]
SELECT regexp_replace('100-200', '(\\d+)', 'num');

-- page: functions/regexp_extract
-- expect: [["100"]]
SELECT regexp_extract('100-200', '(\\d+)-(\\d+)', 1);

-- page: operators/like (a backslash escapes by default)
-- expect: [[true, false, true]]
SELECT 'Spark' LIKE '_park', 'Spark' NOT LIKE 'Sp%', '50%' LIKE '50\\%';

-- page: operators/rlike
-- expect: [[true]]
SELECT 'Spark' RLIKE '^S.*k$';

-- page: functions/upper
-- expect: [["SPARKSQL", "sparksql", "SparkSQL"]]
SELECT upper('SparkSql'), lower('SparkSql'), trim('    SparkSQL   ');

-- page: functions/trim
-- expect: [["parkSQ"]]
SELECT trim(BOTH 'SL' FROM 'SSparkSQLS');

-- page: data-types/string-type (literals)
-- expect: [["it's", "a\nb"]]
SELECT 'it\'s', 'a\nb';

-- page: functions/get_json_object
-- expect: [["b", null]]
SELECT get_json_object('{"a":"b"}', '$.a'), get_json_object('no json', '$.a');

-- page: functions/to_json
-- expect: [["{\"a\":1,\"b\":2}"]]
SELECT to_json(named_struct('a', 1, 'b', 2));
