-- page: functions/posexplode
-- expect: [[0, 10], [1, 20]]
-- names: pos, col
SELECT posexplode(array(10, 20));

-- page: functions/explode (of a map)
-- expect: [["a", 1], ["b", 2]]
-- names: key, value
SELECT explode(map('a', 1, 'b', 2));

-- page: functions/explode_outer
-- expect: [[1, null]]
SELECT n, explode_outer(a) AS x FROM (SELECT 1 AS n, CAST(array() AS ARRAY<INT>) AS a);

-- page: sql-ref-syntax-qry-select-lateral-view (posexplode, inline)
-- expect: [[0, "x", 1], [1, "y", 1]]
SELECT p, v, n FROM VALUES (1, array('x', 'y')) AS t(n, a) LATERAL VIEW posexplode(a) e AS p, v;

-- page: sql-ref-syntax-qry-select-table-valued-functions (explode and posexplode in FROM)
-- expect: [[0, "a", "b"]]
SELECT p.pos, p.col, e.x FROM posexplode(array('a')) AS p, explode(array('b')) AS e(x);

-- page: sql-ref-syntax-qry-select-join (LATERAL)
-- expect: [[1, 2], [2, 3]]
SELECT t.x, l.y FROM VALUES (1), (2) AS t(x), LATERAL (SELECT t.x + 1 AS y) AS l ORDER BY 1;

-- page: sql-ref-syntax-qry-select-join (LATERAL explode)
-- expect: [[1, 10], [1, 20]]
SELECT t.n, e.v FROM VALUES (1, array(10, 20)) AS t(n, a), LATERAL explode(t.a) AS e(v);

-- page: functions/inline
-- expect: [[1, "a"], [2, "b"]]
-- names: col1, col2
SELECT inline(array(struct(1, 'a'), struct(2, 'b')));

-- page: functions/stack
-- expect: [[1, 2], [3, null]]
-- names: col0, col1
SELECT stack(2, 1, 2, 3);

-- page: functions/element_at (from the end; an absent key)
-- expect: [[3, null, null, 1]]
SELECT element_at(array(1, 2, 3), -1), element_at(map('a', 1), 'z'), try_element_at(array(1, 2, 3), 4), try_element_at(map('a', 1), 'a');

-- page: error-messages/invalid-array-index-in-element-at-error-class
-- error: INVALID_ARRAY_INDEX_IN_ELEMENT_AT 22003
SELECT element_at(array(1, 2, 3), 5);

-- page: functions/get
-- expect: [["a", null, null, "b"]]
SELECT get(array('a', 'b'), 0), get(array('a', 'b'), 2), get(array('a', 'b'), -1), array('a', 'b')[1];

-- page: functions/slice
-- expect: [[[2, 3], [3, 4], [4]]]
SELECT slice(array(1, 2, 3, 4), 2, 2), slice(array(1, 2, 3, 4), -2, 2), slice(array(1, 2, 3, 4), 4, 9);

-- page: functions/array_join
-- expect: [["hello world", "a,b", "a,?,b"]]
SELECT array_join(array('hello', 'world'), ' '), array_join(array('a', NULL, 'b'), ','), array_join(array('a', NULL, 'b'), ',', '?');

-- page: functions/sort_array
-- expect: [[[null, "a", "b"], ["b", "a", null], ["a", "b", null]]]
SELECT sort_array(array('b', NULL, 'a')), sort_array(array('b', NULL, 'a'), false), array_sort(array('b', NULL, 'a'));

-- page: functions/array_sort (by a comparison: refused)
-- error: UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000
SELECT array_sort(array(5, 6, 1), (a, b) -> CASE WHEN a > b THEN -1 WHEN a < b THEN 1 ELSE 0 END);

-- page: functions/array_distinct
-- expect: [[[1, 2, 3, null], [1, 2, 3, 5], [1, 3], [2, 2], [5], true, false]]
SELECT array_distinct(array(1, 2, 3, NULL, 3)), array_union(array(1, 2, 3), array(1, 3, 5)), array_intersect(array(1, 2, 3), array(1, 3, 5)),
       array_except(array(2, 2, 1), array(1, 1)) || array(2), array_except(array(5), array(1)), arrays_overlap(array(1, 2), array(2, 3)), arrays_overlap(array(1), array(3));

-- page: functions/array_position
-- expect: [[3, 0, [1, 2], [1, 2, 9], [9, 1, 2], [1, 1]]]
-- types: bigint, bigint, array<int>, array<int>, array<int>, array<int>
SELECT array_position(array(3, 2, 1), 1), array_position(array(1), 9), array_remove(array(1, 3, 2, 3), 3), array_append(array(1, 2), 9), array_prepend(array(1, 2), 9), array_repeat(1, 2);

-- page: functions/array_compact
-- expect: [[[1, 2], 3, 1, 20, 2]]
SELECT array_compact(array(1, NULL, 2)), array_size(array(1, NULL, 2)), array_min(array(1, 20, NULL)), array_max(array(1, 20, NULL, 3)), size(array(1, 2));

-- page: functions/flatten
-- expect: [[[1, 2, 3, 4], [1, 2, 3], [{"0": 1, "1": "a"}, {"0": 2, "1": "b"}]]]
SELECT flatten(array(array(1, 2), array(3, 4))), concat(array(1), array(2), array(3)), arrays_zip(array(1, 2), array('a', 'b'));

-- page: functions/transform (with the index)
-- expect: [[[1, 3, 5], [2, 4]]]
SELECT transform(array(1, 2, 3), (x, i) -> x + i), filter(array(0, 2, 4), (x, i) -> x > 0);

-- page: functions/aggregate
-- expect: [[6, 60, 6]]
SELECT aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x), aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x, acc -> acc * 10), reduce(array(1, 2, 3), 0, (acc, x) -> acc + x);

-- page: functions/exists
-- expect: [[true, false, true, false, null]]
SELECT exists(array(1, 2, 3), x -> x % 2 = 0), exists(array(1, 3), x -> x % 2 = 0), forall(array(2, 4), x -> x % 2 = 0), forall(array(1, 2), x -> x % 2 = 0), forall(array(2, NULL), x -> x % 2 = 0);

-- page: functions/zip_with
-- expect: [[[5, 7, 9], ["ad", "be", null]]]
SELECT zip_with(array(1, 2, 3), array(4, 5, 6), (x, y) -> x + y), zip_with(array('a', 'b', 'c'), array('d', 'e'), (x, y) -> concat(x, y));

-- page: functions/map
-- expect: [[{"1.0": "2", "3.0": "4"}, ["a", "b"], [1, 2], 2]]
SELECT map(1.0, '2', 3.0, '4'), map_keys(map('a', 1, 'b', 2)), map_values(map('a', 1, 'b', 2)), cardinality(map('a', 1, 'b', 2));

-- page: functions/map_filter
-- expect: [[{"b": 2}, {"a": 2}, {"A": 1}]]
SELECT map_filter(map('a', 1, 'b', 2), (k, v) -> v > 1), transform_values(map('a', 1), (k, v) -> v + 1), transform_keys(map('a', 1), (k, v) -> upper(k));

-- page: functions/map_from_arrays
-- expect: [[{"a": 1}, {"a": 1, "b": 2}, {"a": "1", "b": "2"}, {"a": 1, "b": 2}]]
SELECT map_from_arrays(array('a'), array(1)), map_concat(map('a', 1), map('b', 2)), str_to_map('a:1,b:2'), map_from_entries(array(struct('a', 1), struct('b', 2)));

-- page: functions/map_entries
-- expect: [[[{"key": "a", "value": 1}]]]
SELECT map_entries(map('a', 1));

-- page: functions/map_contains_key
-- expect: [[true, false]]
SELECT map_contains_key(map('a', 1), 'a'), map_contains_key(map('a', 1), 'b');

-- page: functions/map (keys are unique)
-- error: DUPLICATED_MAP_KEY 23505
SELECT map('a', 1, 'a', 2);

-- page: functions/bracketsign (an index from a column)
-- expect: [[10], [20]]
SELECT a[i] FROM VALUES (array(10, 20), 0), (array(10, 20), 1) AS t(a, i);

-- page: functions/bracketsign (a key from a column)
-- expect: [[1], [null]]
SELECT m[k] FROM VALUES (map('x', 1), 'x'), (map('x', 1), 'y') AS t(m, k);

-- page: functions/struct
-- expect: [[{"col1": 1, "x": "a", "y": 3}, "a"]]
-- types: struct<col1:int,x:string,y:int>, string
SELECT struct(1, x, 3 AS y), named_struct('f', x).f FROM VALUES ('a') AS t(x);

-- page: sql-ref-syntax-qry-star (all fields of a struct)
-- expect: [[1, "a", 9]]
-- names: n, s, z
SELECT t.*, 9 AS z FROM (SELECT p.* FROM (SELECT named_struct('n', 1, 's', 'a') AS p)) AS t;

-- page: functions/dotsign (a field of every struct of an array)
-- expect: [[["a", "b"]]]
SELECT items.name FROM (SELECT array(named_struct('name', 'a'), named_struct('name', 'b')) AS items);

-- page: functions/array_contains
-- expect: [[true, false, null]]
SELECT array_contains(array(1, 2), 2), array_contains(array(1, 2), 3), array_contains(array(1, NULL), 3);

-- page: functions/array_insert
-- expect: [[["a", "b", "x"], ["x", "a"], [3, 2, 1]]]
SELECT array_insert(array('a', 'b'), 3, 'x'), array_insert(array('a'), 1, 'x'), reverse(array(1, 2, 3));

-- page: data-types/struct-type (a field's name in backquotes)
-- expect: [[null, null]]
SELECT s.default, s.`a b` FROM (SELECT CAST(NULL AS STRUCT<`default`: INT, `a b`: INT>) AS s);
