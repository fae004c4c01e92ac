-- page: functions/parse_json (fields in order, numbers as they are)
-- expect: [["{\"a\":{\"b\":3,\"y\":2},\"z\":1}", "1", "100.0", "0.00000001", "1.5E-10", "\"é\"", "0", "null", null, "[1,2]"]]
-- types: variant, variant, variant, variant, variant, variant, variant, variant, variant, variant
SELECT parse_json('{"z":1,"a":{"y":2,"b":3}}'), parse_json('1.0'), parse_json('1E2'), parse_json('0.00000001'), parse_json('1.5e-10'), parse_json('"é"'), parse_json('-0.0'), parse_json('null'), parse_json(NULL), parse_json(' [1 , 2 ] x');

-- page: functions/parse_json (a key that comes twice)
-- error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION 22023
SELECT parse_json('{"b":1,"b":2}');

-- page: functions/parse_json (single quotes)
-- error: MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION 22023
SELECT parse_json("{'a':1}");

-- page: functions/try_parse_json
-- expect: [[null, "{\"a\":1}", null, null]]
SELECT try_parse_json('{a:1}'), try_parse_json('{"a":1}'), try_parse_json(''), try_parse_json('NaN');

-- page: functions/schema_of_variant
-- expect: [["BIGINT", "DECIMAL(2,1)", "DOUBLE", "VOID", "ARRAY<DECIMAL(21,1)>", "OBJECT<`a b`: ARRAY<VOID>, b: BIGINT>", "DECIMAL(3,3)", "ARRAY<OBJECT<a: VARIANT, b: BIGINT>>", "DECIMAL(19,0)", "DOUBLE"]]
SELECT schema_of_variant(parse_json('1')), schema_of_variant(parse_json('1.50')), schema_of_variant(parse_json('1e3')), schema_of_variant(parse_json('null')), schema_of_variant(parse_json('[1,2.5,null]')), schema_of_variant(parse_json('{"b":1,"a b":[]}')), schema_of_variant(parse_json('0.001')), schema_of_variant(parse_json('[{"a":1},{"a":"x","b":2}]')), schema_of_variant(parse_json('9223372036854775808')), schema_of_variant(parse_json('123456789012345678901234567890123456789'));

-- page: functions/schema_of_variant (kinds that JSON has not)
-- expect: [["DATE", "TIMESTAMP", "TIMESTAMP_NTZ", "BINARY", "FLOAT", "DECIMAL(2,1)", "BIGINT", "BOOLEAN"]]
SELECT schema_of_variant(CAST(DATE'2024-01-01' AS VARIANT)), schema_of_variant(TIMESTAMP'2024-01-01 10:00:00'::VARIANT), schema_of_variant(TIMESTAMP_NTZ'2024-01-01 10:00:00'::VARIANT), schema_of_variant(X'01'::VARIANT), schema_of_variant(1.5f::VARIANT), schema_of_variant(1.50bd::VARIANT), schema_of_variant(1y::VARIANT), schema_of_variant(true::VARIANT);

-- page: functions/schema_of_variant_agg
-- expect: [["OBJECT<a: VARIANT, b: ARRAY<DECIMAL(21,1)>>", "STRUCT<a: STRING, b: ARRAY<DOUBLE>>"]]
SELECT schema_of_variant_agg(parse_json(j)), schema_of_json_agg(j) FROM VALUES ('{"a":1}'), ('{"a":"x","b":[1]}'), ('{"b":[1.5]}') AS t(j);

-- page: functions/schema_of_variant_agg (no rows)
-- expect: [["VOID"]]
SELECT schema_of_variant_agg(parse_json(j)) FROM VALUES ('1') AS t(j) WHERE false;

-- page: functions/variant_get
-- expect: [[1, "x", null, "{\"a\":1,\"b\":\"x\"}", null, 7, "1.5"]]
-- types: int, string, int, variant, variant, int, string
SELECT variant_get(v, '$.a', 'int'), variant_get(v, '$.b', 'string'), variant_get(v, '$.c', 'int'), variant_get(v, '$'), variant_get(v, '$.A'), variant_get(parse_json('{"a b":[{"c.d":7}]}'), '$["a b"][0]["c.d"]', 'int'), variant_get(parse_json('1.50'), '$', 'string') FROM VALUES (parse_json('{"a":1,"b":"x"}')) AS t(v);

-- page: functions/variant_get (what does not fit)
-- error: INVALID_VARIANT_CAST 22023
SELECT variant_get(parse_json('{"b":"x"}'), '$.b', 'int');

-- page: functions/variant_get (a path that is none)
-- error: INVALID_VARIANT_GET_PATH 22023
SELECT variant_get(parse_json('[1]'), '$[*]');

-- page: functions/variant_get (of a STRING)
-- error: DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09
SELECT variant_get('{"a":1}', '$.a', 'int');

-- page: functions/variant_get (composed types)
-- expect: [[{"x": 1, "w": null, "y": "z"}, {"x": 1, "y": 2}, [1, 2, 3], ["1", "[2]"]]]
-- types: struct<x:int,w:string,y:string>, map<string,int>, array<int>, array<variant>
SELECT variant_get(parse_json('{"a":{"x":1,"y":"z"}}'), '$.a', 'struct<x int, w string, y string>'), variant_get(parse_json('{"x":1,"y":2}'), '$', 'map<string,int>'), variant_get(parse_json('[1,"2",3.5]'), '$', 'array<int>'), CAST(parse_json('[1,[2]]') AS ARRAY<VARIANT>);

-- page: functions/try_variant_get
-- expect: [[null, 2, {"b": null}, [1, null]]]
SELECT try_variant_get(parse_json('{"b":"x"}'), '$.b', 'int'), try_variant_get(parse_json('[1,2]'), '$[1]', 'bigint'), try_variant_get(parse_json('{"a":{"b":"x"}}'), '$.a', 'struct<b int>'), TRY_CAST(parse_json('[1,"x"]') AS ARRAY<INT>);

-- page: functions/is_variant_null
-- expect: [[true, false, false, true, false, false]]
SELECT is_variant_null(parse_json('null')), is_variant_null(parse_json('1')), is_variant_null(NULL), is_variant_null(parse_json('{"a":null}'):a), is_variant_null(parse_json('{"a":null}'):b), parse_json('null') IS NULL;

-- page: functions/to_variant_object
-- expect: [["{\"a\":[{\"x\":1.5}],\"b\":\"2024-01-01\",\"n\":null}", "OBJECT<a: ARRAY<OBJECT<x: DECIMAL(2,1)>>, b: DATE, n: VOID>", "{\"9\":1,\"k\":2}"]]
SELECT to_variant_object(s), schema_of_variant(to_variant_object(s)), to_variant_object(map('k', 2, '9', 1)) FROM (SELECT named_struct('b', DATE'2024-01-01', 'a', array(map('x', 1.5)), 'n', CAST(NULL AS INT)) AS s);

-- page: functions/to_variant_object (of a scalar)
-- error: DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION 42K09
SELECT to_variant_object(1);

-- page: functions/cast (a struct is no VARIANT)
-- error: DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION 42K09
SELECT CAST(named_struct('a', 1) AS VARIANT);

-- page: functions/cast (VARIANT to every scalar)
-- expect: [[1, 1.9, "2024-01-01", "2024-01-01T10:00:00.000Z", 1, true, true, null, "1.3", "1970-01-01T00:00:05.000Z", -1, "YQ==", "2024-01-01T00:00:00.000"]]
SELECT CAST(parse_json('1.9') AS INT), CAST(parse_json('"1.9"') AS DOUBLE), CAST(parse_json('"2024-01-01"') AS DATE), CAST(parse_json('"2024-01-01 10:00:00"') AS TIMESTAMP), CAST(parse_json('true') AS INT), CAST(parse_json('0.5') AS BOOLEAN), CAST(parse_json('"t"') AS BOOLEAN), CAST(parse_json('null') AS INT), CAST(parse_json('1.25') AS DECIMAL(5,1)), CAST(parse_json('5') AS TIMESTAMP), CAST(parse_json('-1.9e0') AS SMALLINT), CAST(parse_json('"a"') AS BINARY), CAST(parse_json('"2024-01-01"') AS TIMESTAMP_NTZ);

-- page: functions/cast (VARIANT to STRING)
-- expect: [["1.5", "1000.0", "x", null, "[1,{\"a\":\"x\"}]", "2024-01-01 10:00:00.5", "A", "[\"a\"]"]]
SELECT CAST(parse_json('1.50') AS STRING), CAST(parse_json('1e3') AS STRING), CAST(parse_json('"x"') AS STRING), CAST(parse_json('null') AS STRING), CAST(parse_json('[1, {"a":"x"}]') AS STRING), TIMESTAMP'2024-01-01 10:00:00.5'::VARIANT::STRING, X'41'::VARIANT::STRING, CAST(array(parse_json('"a"')) AS STRING);

-- page: functions/try_cast (VARIANT)
-- expect: [[null, null, null, null, null, null]]
SELECT TRY_CAST(parse_json('"x"') AS INT), TRY_CAST(parse_json('300') AS TINYINT), TRY_CAST(parse_json('true') AS TIMESTAMP), TRY_CAST(parse_json('1') AS DATE), TRY_CAST(parse_json('1e20') AS BIGINT), TRY_CAST(parse_json('[1]') AS INT);

-- page: functions/cast (VARIANT to an interval)
-- error: DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION 42K09
SELECT CAST(parse_json('1') AS INTERVAL DAY);

-- page: functions/to_json (VARIANT)
-- expect: [["{\"a\":[1,null],\"b\":1.5}", null, "null", "{\"v\":{\"b\":1},\"w\":[1],\"n\":null}", "\"2024-01-01 10:00:00.5+00:00\"", "\"NaN\"", "1.0E10"]]
SELECT to_json(parse_json('{"b":1.50,"a":[1,null]}')), to_json(CAST(NULL AS VARIANT)), to_json(parse_json('null')), to_json(named_struct('v', parse_json('{"b":1}'), 'w', array(parse_json('1')), 'n', parse_json('null'), 'm', CAST(NULL AS VARIANT))), to_json(TIMESTAMP'2024-01-01 10:00:00.5'::VARIANT), to_json(double('NaN')::VARIANT), to_json(1e10::VARIANT);

-- page: functions/from_json (VARIANT)
-- expect: [["{\"a\":1,\"b\":[2]}", {"v": "{\"a\":1}"}, false, null, null]]
-- types: variant, struct<v:variant>, boolean, variant, variant
SELECT from_json('{"b":[2],"a":1}', 'variant'), from_json('{"v":{"a":1}}', 'v variant'), from_json('{"v":null}', 'v variant').v IS NULL, from_json('{"a":', 'variant'), from_json('{"a":1,"a":2}', 'variant');

-- page: functions/colonsign (VARIANT: names as they are written)
-- expect: [["20", "{\"b\":[10,20]}", "5", "5", null, 20, "variant"]]
-- types: variant, variant, variant, variant, variant, int, string
SELECT v:a.b[1], v:a, v:['c d'], v:`c d`, v:A, v:a.b[1]::int, typeof(v:a) FROM VALUES (parse_json('{"a":{"b":[10,20]},"c d":5}')) AS t(v);

-- page: functions/colonsign (all elements of a VARIANT)
-- error: INVALID_USAGE_OF_STAR_OR_REGEX 42000
SELECT v:a[*] FROM VALUES (parse_json('{"a":[1]}')) AS t(v);

-- page: sql-ref-json-path-expression (JSON text: names ignore case)
-- expect: [["amy", "amy", null, "amy", "94025", "1234", "y", "[8,9]", "[1,3,5]", "[1,2,{\"b\":\"y\",\"a\":\"x\"}]", "[1,2,{\"b\":\"y\",\"a\":\"x\"},3,4,5,6]", 9]]
-- types: string, string, string, string, string, string, string, string, string, string, string, int
SELECT raw:owner, raw:OWNER, raw:['OWNER'], raw:['owner'], raw:`zip code`, raw:['fb:testid'], raw:store.basket[0][2].b, raw:store.fruit[*].weight, raw:store.basket[*][0], raw:store.basket[0][*], raw:store.basket[*][*], raw:store.Fruit[1].weight::int FROM VALUES ('{"store":{"fruit":[{"weight":8},{"weight":9}],"basket":[[1,2,{"b":"y","a":"x"}],[3,4],[5,6]]},"owner":"amy","zip code":"94025","fb:testid":"1234"}') AS t(raw);

-- page: functions/colonsign (no JSON, null, nothing there)
-- expect: [[null], [null], [null], [null], ["{\"b\":1.5}"]]
SELECT raw:a FROM VALUES ('nojson'), (NULL), ('{"a":null}'), ('{"b":1}'), ('{"a":{"b":1.50}}') AS t(raw);

-- page: semi-structured/json (names that differ by case alone)
-- error: AMBIGUOUS_REFERENCE_TO_FIELDS 42000
SELECT raw:foo FROM VALUES ('{"foo":"bar","Foo":"bar"}') AS t(raw);

-- page: functions/variant_explode
-- expect: [[0, null, "\"hello\""], [1, null, "\"world\""]]
-- types: int, string, variant
-- names: pos, key, value
SELECT * FROM variant_explode(parse_json('["hello", "world"]'));

-- page: functions/variant_explode (an object, by the parameter's name)
-- expect: [[0, "a", "3.14"], [1, "b", "true"]]
SELECT * FROM variant_explode(input => parse_json('{"b": true, "a": 3.14}'));

-- page: functions/variant_explode_outer (beside each row)
-- expect: [[1, 0, null, "1"], [1, 1, null, "2"], [2, null, null, null]]
SELECT t.id, e.pos, e.key, e.value FROM VALUES (1, parse_json('[1,2]')), (2, NULL) AS t(id, v), LATERAL variant_explode_outer(t.v) AS e ORDER BY 1, 2;

-- page: functions/variant_explode (in a select list)
-- error: NOT_A_SCALAR_FUNCTION 42887
SELECT variant_explode(parse_json('[1]'));

-- page: data-types/variant-type (comparison)
-- error: DATATYPE_MISMATCH.INVALID_ORDERING_TYPE 42K09
SELECT parse_json('1') = parse_json('1');

-- page: data-types/variant-type (comparison with a number)
-- error: DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES 42K09
SELECT parse_json('{"a":1}'):a > 0;

-- page: data-types/variant-type (ORDER BY)
-- error: DATATYPE_MISMATCH.INVALID_ORDERING_TYPE 42K09
SELECT * FROM VALUES (parse_json('1')) AS t(v) ORDER BY v;

-- page: data-types/variant-type (max)
-- error: DATATYPE_MISMATCH.INVALID_ORDERING_TYPE 42K09
SELECT max(v) FROM VALUES (parse_json('1')) AS t(v);

-- page: data-types/variant-type (GROUP BY)
-- error: GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE 42822
SELECT v, count(*) FROM VALUES (parse_json('1')) AS t(v) GROUP BY v;

-- page: data-types/variant-type (GROUP BY ALL)
-- error: GROUP_EXPRESSION_TYPE_IS_NOT_ORDERABLE 42822
SELECT v, count(*) FROM VALUES (parse_json('1')) AS t(v) GROUP BY ALL;

-- page: data-types/variant-type (DISTINCT)
-- error: UNSUPPORTED_FEATURE.SET_OPERATION_ON_VARIANT_TYPE 0A000
SELECT DISTINCT v FROM VALUES (parse_json('1')) AS t(v);

-- page: data-types/variant-type (UNION)
-- error: UNSUPPORTED_FEATURE.SET_OPERATION_ON_VARIANT_TYPE 0A000
SELECT parse_json('1') UNION SELECT parse_json('2');

-- page: data-types/variant-type (PARTITION BY)
-- error: EXPRESSION_TYPE_IS_NOT_ORDERABLE 42822
SELECT row_number() OVER (PARTITION BY v ORDER BY 1) FROM VALUES (parse_json('1')) AS t(v);

-- page: functions/hash (VARIANT)
-- error: DATATYPE_MISMATCH.HASH_VARIANT_TYPE 42K09
SELECT hash(parse_json('1'));

-- page: data-types/variant-type (a field behind a dot)
-- error: INVALID_EXTRACT_BASE_FIELD_TYPE 42000
SELECT v.a FROM (SELECT parse_json('{"a":1}') AS v);

-- page: sql-ref-datatype-rules (VARIANT as a text)
-- expect: [["1x", 3, true, "X", "\"a\"", 2]]
-- types: string, int, boolean, string, variant, bigint
SELECT v || 'x', length(parse_json('"abc"')), parse_json('"abc"') LIKE 'a%', upper(parse_json('"x"')), nvl(CAST(NULL AS VARIANT), parse_json('"a"')), (SELECT sum(w:n::int) FROM VALUES (parse_json('{"n":2}')) AS u(w)) FROM VALUES (parse_json('1')) AS t(v);
