-- page: functions/from_json (what does not fit is NULL)
-- expect: [[{"a": null}, null, {"a": null}, {"a": null}, {"a": 2}, [{"a": 1}], null]]
SELECT from_json('x', 'a INT'), from_json('', 'a INT'), from_json('{"a":1.5}', 'a INT'), from_json('{"a":"1"}', 'a INT'), from_json('{"a":1,"a":2}', 'a INT'), from_json('{"a":1}', 'ARRAY<STRUCT<a: INT>>'), from_json('[1,"x"]', 'ARRAY<INT>');

-- page: functions/from_json (every kind of value)
-- expect: [[{"a": "1.56", "b": 2.5, "c": "{\"x\":1.0}", "d": "2024-01-01T10:00:00.000Z", "e": true, "f": "1.0E10"}, {"a": 1, "b": null}, {"a": null, "_corrupt_record": "{\"a\":x}"}]]
SELECT from_json('{"a":1.555,"b":2.50,"c":{"x": 1.0},"d":"2024-01-01T10:00:00Z","e":true,"f":1e10}', 'a DECIMAL(5,2), b DOUBLE, c STRING, d TIMESTAMP, e BOOLEAN, f STRING'), from_json('{"a":1}', schema_of_json('{"a":1,"b":"x"}')), from_json('{"a":x}', 'a INT, _corrupt_record STRING');

-- page: functions/from_json (a mode that it has not)
-- error: PARSE_MODE_UNSUPPORTED 42601
SELECT from_json('{"a":1}', 'a INT', map('mode', 'DROPMALFORMED'));

-- page: functions/to_json (every kind of value)
-- expect: [["{\"t\":\"2024-01-01T10:00:00.123Z\",\"d\":\"2024-01-01\",\"e\":1.50,\"f\":1.0E10,\"g\":\"NaN\",\"i\":\"QUI=\"}", "{\"a\":null}", "{\"19723\":1}", "[{\"a\":1},null]", "{\"a\":1,\"b\":null}"]]
SELECT to_json(struct(timestamp'2024-01-01 10:00:00.123456' AS t, date'2024-01-01' AS d, 1.50 AS e, 1.0e10D AS f, double('NaN') AS g, NULL AS h, x'4142' AS i)), to_json(map('a', NULL)), to_json(map(date'2024-01-01', 1)), to_json(array(struct(1 AS a), NULL)), to_json(struct(1 AS a, NULL AS b), map('ignoreNullFields', 'false'));

-- page: functions/to_json (of a number)
-- error: DATATYPE_MISMATCH.INVALID_JSON_SCHEMA 42K09
SELECT to_json(1);

-- page: functions/get_json_object (all elements, numbers, no path)
-- expect: [["[1,2]", "1.5", "\"x\"", "[1,2,3]", null, "1", "1"]]
SELECT get_json_object('[{"a":1},{"a":2}]', '$[*].a'), get_json_object('{"a":1.50}', '$.a'), get_json_object('{"a":["x"]}', '$.a[*]'), get_json_object('{"a":[[1,2],[3]]}', '$.a[*][*]'), get_json_object('{"a":1}', 'a'), get_json_object("{'a':1}", '$.a'), get_json_object('{"a":1}xyz', '$.a');

-- page: functions/schema_of_json
-- expect: [["STRUCT<a: STRING, b: BIGINT, c: DOUBLE, d: STRING, e: ARRAY<DOUBLE>, f: STRUCT<g: BOOLEAN>, i: DECIMAL(20,0), `k l`: ARRAY<STRUCT<x: BIGINT, y: STRING>>>", ["a", "a"], 1]]
SELECT schema_of_json('{"b":1,"a":"x","c":1.5,"d":null,"e":[1,2.5],"f":{"g":true},"i":12345678901234567890,"k l":[{"x":1},{"y":"z"}]}'), json_object_keys('{"a":1,"a":2}'), json_array_length('[1] x');

-- page: functions/json_tuple
-- expect: [["{\"e\":1.5}", "x", null], [null, null, null]]
SELECT json_tuple(j, f, 'b', 'c') FROM VALUES ('{"a":{"e":1.50},"b":"x","c":null}', 'a'), ('x', 'a') AS t(j, f);
