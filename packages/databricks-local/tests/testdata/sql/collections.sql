-- page: functions/from_json
-- expect: [[{"a": 1, "b": 0.8}]]
-- types: struct<a:int,b:double>
SELECT from_json('{"a":1, "b":0.8}', 'a INT, b DOUBLE');

-- page: functions/from_json (malformed text is NULL)
-- expect: [[["x", "y"], {"k": "v"}, null]]
-- types: array<string>, map<string,string>, array<string>
SELECT from_json('["x","y"]', 'ARRAY<STRING>'), from_json('{"k":"v"}', 'MAP<STRING,STRING>'), from_json('[', 'ARRAY<STRING>');

-- page: functions/explode
-- expect: [["a", "2026-01-01T00:00:00.000Z"], ["b", null]]
SELECT o.* FROM (SELECT explode(from_json('[{"id":"a","at":"2026-01-01T00:00:00Z"},{"id":"b"}]', 'ARRAY<STRUCT<id: STRING, at: TIMESTAMP>>')) AS o) ORDER BY id;

-- page: functions/explode
-- expect: [[10], [20]]
-- names: col
SELECT explode(array(10, 20));

-- page: functions/inline
-- expect: [[1, "a"], [2, "b"]]
SELECT * FROM inline(array(struct(1, 'a'), struct(2, 'b'))) AS t(n, s);

-- page: sql-ref-syntax-qry-select-lateral-view
-- expect: [["a", 1], ["b", 2]]
SELECT k, v FROM (SELECT map('a', 1, 'b', 2) AS m) AS t LATERAL VIEW explode(m) e AS k, v ORDER BY k;

-- page: sql-ref-syntax-qry-select-lateral-view (OUTER keeps a row without elements)
-- expect: [[null]]
SELECT c FROM (SELECT CAST(NULL AS ARRAY<INT>) AS a) AS t LATERAL VIEW OUTER explode(a) e AS c;

-- page: functions/array_contains
-- expect: [[true]]
SELECT array_contains(array(1, 2, 3), 2);

-- page: functions/size
-- expect: [[4, 2]]
-- types: int, int
SELECT size(array('b', 'd', 'c', 'a')), size(map('a', 1, 'b', 2));

-- page: functions/map_keys
-- expect: [[[1, 2], ["a", "b"]]]
SELECT map_keys(map(1, 'a', 2, 'b')), map_values(map(1, 'a', 2, 'b'));

-- page: functions/bracketsign (arrays start at 0, an absent key is NULL)
-- expect: [[1, 1, null]]
SELECT array(1, 2)[0], map('a', 1)['a'], map('a', 1)['z'];

-- page: functions/element_at
-- expect: [[2, "b"]]
SELECT element_at(array(1, 2, 3), 2), element_at(map(1, 'a', 2, 'b'), 2);

-- page: functions/transform
-- expect: [[[2, 3, 4], [1, 3], true]]
SELECT transform(array(1, 2, 3), x -> x + 1), filter(array(1, 2, 3), x -> x % 2 = 1), exists(array(1, 2, 3), x -> x % 2 = 0);

-- page: functions/named_struct
-- expect: [[{"a": 1, "b": 2}, 2]]
-- types: struct<a:int,b:int>, int
SELECT named_struct('a', 1, 'b', 2), named_struct('a', 1, 'b', 2).b;
