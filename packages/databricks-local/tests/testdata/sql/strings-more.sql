-- page: functions/split_part
-- expect: [["Hello", "Goodbye", "", "c"]]
SELECT split_part('Hello,world,Goodbye', ',', 1), split_part('Hello,world,Goodbye', ',', -1), split_part('Hello,world', ',', 5), split_part('a.b.c', '.', 3);

-- page: functions/split (with a limit; a regular expression)
-- expect: [[["one", "twoBthreeC"], ["one", "two", "three", ""], ["a", "b"]]]
SELECT split('oneAtwoBthreeC', '[ABC]', 2), split('oneAtwoBthreeC', '[ABC]', -1), split('a.b', '\\.');

-- page: functions/regexp_extract (the first group by default; all of it by 0; nothing found is empty)
-- expect: [["100", "100-200", "", ["100", "300"]]]
SELECT regexp_extract('100-200', '(\\d+)-(\\d+)'), regexp_extract('100-200', '(\\d+)-(\\d+)', 0), regexp_extract('x', '(\\d+)'), regexp_extract_all('100-200, 300-400', '(\\d+)-(\\d+)', 1);

-- page: functions/regexp_replace (groups; a raw literal)
-- expect: [["200-100", "num-num", "a.b"]]
SELECT regexp_replace('100-200', '(\\d+)-(\\d+)', '$2-$1'), regexp_replace('100-200', r'(\d+)', 'num'), regexp_replace('a  b', ' +', '.');

-- page: functions/regexp_count
-- expect: [[2, "Steven", 1, null]]
-- types: int, string, int, string
SELECT regexp_count('Steven Jones and Stephen Smith are the best players', 'Ste(v|ph)en'), regexp_substr('Steven Jones and Stephen Smith', 'Ste(v|ph)en'), regexp_instr('Steven Jones', 'Ste(v|ph)en'), regexp_substr('x', 'y');

-- page: functions/rlike
-- expect: [[true, true, false, true]]
SELECT regexp_like('Steve', '^S'), rlike('Steve', 'eve$'), 'Steve' RLIKE '^e', 'Steve' REGEXP 'te';

-- page: functions/like (ANY, ALL, ILIKE)
-- expect: [[true, false, true, true, true]]
SELECT 'Spark' LIKE ANY ('S%', 'x'), 'Spark' LIKE ALL ('S%', 'x'), 'Spark' ILIKE 's%', 'Spark' ILIKE ANY ('SP%', 'y'), 'a%b' LIKE 'a#%b' ESCAPE '#';

-- page: functions/lpad
-- expect: [["???hi", "h", "hi???", "   hi"]]
SELECT lpad('hi', 5, '??'), lpad('hi', 1, '??'), rpad('hi', 5, '??'), lpad('hi', 5);

-- page: functions/translate
-- expect: [["A1B2C3", "Abc"]]
SELECT translate('AaBbCc', 'abc', '123'), translate('AaBbCc', 'aBC', '');

-- page: functions/initcap
-- expect: [["Spark Sql", "Hello World-wide"]]
SELECT initcap('sPark sql'), initcap('hello WORLD-wide');

-- page: functions/levenshtein
-- expect: [[3, "M000", "2"]]
SELECT levenshtein('kitten', 'sitting'), 'M000', string(levenshtein('ab', 'cd'));

-- page: functions/substring_index
-- expect: [["www.apache", "apache.org", "www.apache.org"]]
SELECT substring_index('www.apache.org', '.', 2), substring_index('www.apache.org', '.', -2), substring_index('www.apache.org', '.', 9);

-- page: functions/locate
-- expect: [[4, 7, 4, 0, 5]]
-- types: int, int, int, int, int
SELECT locate('bar', 'foobarbar'), locate('bar', 'foobarbar', 5), position('bar', 'foobarbar'), instr('SparkSQL', 'x'), charindex('k', 'Spark');

-- page: functions/left
-- expect: [["Spa", "SQL", "LQS", "SparkSpark", "   ", 1]]
SELECT left('Spark SQL', 3), right('Spark SQL', 3), reverse('SQL'), repeat('Spark', 2), space(3), ascii('\u0001');

-- page: functions/overlay
-- expect: [["Spark_SQL", "Spark ANSI SQL"]]
SELECT overlay('Spark SQL' PLACING '_' FROM 6), insert('Spark SQL', 7, 0, 'ANSI ');

-- page: functions/format_string
-- expect: [["Hello World 100 days", "1.50|00042|ab  |50%"]]
SELECT format_string('Hello World %d %s', 100, 'days'), printf('%.2f|%05d|%-4s|%d%%', 1.5D, 42, 'ab', 50);

-- page: functions/format_number (a pattern)
-- expect: [["12,332.12", "1,000"]]
SELECT format_number(12332.123456, '#,###.##'), format_number(1000, 0);

-- page: functions/url_encode
-- expect: [["https%3A%2F%2Fa.b%2Fc+d", "https://a.b/c d", "spark.apache.org", "1", "/path"]]
SELECT url_encode('https://a.b/c d'), url_decode('https%3A%2F%2Fa.b%2Fc+d'), parse_url('http://spark.apache.org/path?query=1', 'HOST'), parse_url('http://spark.apache.org/path?query=1', 'QUERY', 'query'), parse_url('http://spark.apache.org/path?query=1', 'PATH');

-- page: functions/md5
-- expect: [["8cde774d6f7333752ed72cacddb05126", "85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c", 1557323817]]
-- types: string, string, bigint
SELECT md5('Spark'), sha1('Spark'), crc32('Spark');

-- page: functions/sha2
-- expect: [["529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b", "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b", 128]]
SELECT sha2('Spark', 256), sha2('Spark', 0), length(sha2('Spark', 512));

-- page: functions/base64
-- expect: [["U3BhcmsgU1FM", "Spark SQL", "Spark SQL"]]
SELECT base64('Spark SQL'), CAST(unbase64('U3BhcmsgU1FM') AS STRING), decode(encode('Spark SQL', 'UTF-8'), 'UTF-8');

-- page: functions/xxhash64 (and hash)
-- expect: [[5602566077635097486, -1321691492]]
SELECT xxhash64('Spark', array(123), 2), hash('Spark', array(123), 2);

-- page: functions/length
-- expect: [[9, 9, 9, 72, 9]]
SELECT length('Spark SQL'), char_length('Spark SQL'), len('Spark SQL'), bit_length('Spark SQL'), octet_length('Spark SQL');

-- page: functions/trim
-- expect: [["x", "x ", " x", "SparkSQL", "ab"]]
SELECT trim(' x '), ltrim(' x '), rtrim(' x '), btrim('xxSparkSQLx', 'x'), trim(TRAILING 'c' FROM 'abc');

-- page: functions/concat_ws (arrays; NULLs are left out)
-- expect: [["a/b/c", ""]]
SELECT concat_ws('/', 'a', array('b', CAST(NULL AS STRING), 'c')), concat_ws('s');

-- page: functions/elt
-- expect: [["java", 2, "ab", "Ab"]]
SELECT elt(2, 'scala', 'java'), find_in_set('b', 'a,b,c'), 'a' || 'b', concat(upper('a'), lcase('B'));

-- page: functions/nvl2
-- expect: [[2, 1, "x", null, 5, "ok"]]
SELECT nvl2(NULL, 1, 2), nvl2(3, 1, 2), ifnull(NULL, 'x'), nullif(2, 2), nvl(NULL, 5), iff(true, 'ok', 'no');

-- page: functions/decode
-- expect: [["San Francisco", "Non domestic", null]]
SELECT decode(2, 1, 'Southlake', 2, 'San Francisco', 'Non domestic'), decode(6, 1, 'Southlake', 'Non domestic'), decode(6, 1, 'Southlake');

-- page: functions/equal_null
-- expect: [[true, false, true]]
SELECT equal_null(NULL, NULL), NULL <=> 1, 2 <=> 2;

-- page: functions/to_number
-- expect: [["454", "12454.8"]]
-- types: decimal(3,0), decimal(6,1)
SELECT to_number('454', '999'), to_number('$12,454.8', '$99,999.9');

-- page: functions/to_char
-- expect: [["454", "2026-11"]]
SELECT to_char(454, '999'), to_char(DATE '2026-11-23', 'yyyy-MM');

-- page: functions/get_json_object (paths)
-- expect: [["b", "2", "{\"d\":1}", null, "[1,2]"]]
SELECT get_json_object('{"a":"b"}', '$.a'), get_json_object('{"a":[1,2]}', '$.a[1]'), get_json_object('{"a":{"d":1}}', '$.a'), get_json_object('{}', '$.x'), get_json_object('{"a":[1,2]}', '$.a');

-- page: functions/colonsign (the : operator reads a field of a JSON text)
-- expect: [["Ann", "2", 3.5, null]]
-- types: string, string, double, string
SELECT raw:owner.name, raw:items[1], raw:price::double, raw:nothing FROM VALUES ('{"owner":{"name":"Ann"},"items":[1,2],"price":3.5}') AS t(raw);

-- page: functions/json_tuple
-- expect: [["1", "x"]]
-- names: c0, c1
SELECT json_tuple('{"a":1, "b":"x"}', 'a', 'b');

-- page: functions/from_json (into arrays, maps and structs)
-- expect: [[[1, 2], {"a": 1}, {"a": {"b": "x"}}]]
-- types: array<int>, map<string,int>, struct<a:struct<b:string>>
SELECT from_json('[1,2]', 'ARRAY<INT>'), from_json('{"a":1}', 'MAP<STRING, INT>'), from_json('{"a":{"b":"x"}}', 'a STRUCT<b: STRING>');

-- page: functions/to_json (arrays, maps, NULL fields left out)
-- expect: [["[1,2]", "{\"a\":1}", "{\"a\":1}"]]
SELECT to_json(array(1, 2)), to_json(map('a', 1)), to_json(named_struct('a', 1, 'b', CAST(NULL AS INT)));

-- page: functions/schema_of_json
-- expect: [["ARRAY<STRUCT<col: BIGINT>>"]]
SELECT schema_of_json('[{"col":0}]');

-- page: functions/json_array_length
-- expect: [[4, ["a", "b"]]]
SELECT json_array_length('[1,2,3,4]'), json_object_keys('{"a":1,"b":{"c":2}}');

-- page: functions/try_to_number (and TRY_CAST)
-- expect: [[null, null, 5]]
SELECT try_to_number('x', '999'), try_cast('x' AS DOUBLE), try_cast('5' AS BIGINT);

-- page: functions/uuid
-- expect: [[36, "local.user@example.com", "shop", "gold"]]
SELECT length(uuid()), current_user(), current_catalog(), current_schema();

-- page: functions/typeof
-- expect: [["int", "array<int>", "decimal(2,1)", "map<string,int>", "string"]]
SELECT typeof(1), typeof(array(1)), typeof(1.5), typeof(map('a', 1)), typeof('x');

-- page: functions/assert_true
-- error: USER_RAISED_EXCEPTION P0001
SELECT raise_error('no rows for yesterday');
