import assert from "node:assert/strict";
import { resultColumns } from "../../../sql/result-columns";
import { resultRows } from "../../../sql/result-rows";
import { selectScopes } from "../../../sql/select-scopes";
import { parsed } from "./parsed";

const MANY = Infinity;

/** Query → how many rows it gives at least and at most. */
const ROWS: Readonly<Record<string, readonly [number, number]>> = {
  "SELECT a FROM t": [0, MANY],
  "SELECT 1": [1, 1],
  "SELECT 1 WHERE now() > '2030-01-01'": [0, 1],
  "VALUES (1)": [1, 1],
  "VALUES (1), (2), (3)": [3, 3],
  "SELECT a FROM VALUES (1), (2) AS v(a)": [2, 2],
  "SELECT a FROM VALUES (1), (2) AS v(a) WHERE a > 1": [0, 2],
  "SELECT a FROM t LIMIT 5": [0, 5],
  "SELECT a FROM t LIMIT 5 OFFSET 2": [0, 5],
  "SELECT a FROM VALUES (1), (2), (3) AS v(a) LIMIT 5 OFFSET 2": [1, 1],
  "SELECT a FROM t LIMIT 0": [0, 0],
  "SELECT a FROM t LIMIT ALL": [0, MANY],
  "SELECT count(*) FROM t": [1, 1],
  "SELECT count(*) FROM t HAVING count(*) > 3": [0, 1],
  "SELECT measure(cost) FROM metrics": [1, 1],
  "SELECT regr_slope(a, b), bit_or(c) FROM t WHERE a > 1": [1, 1],
  "SELECT kll_sketch_agg_bigint(a) FROM t": [1, 1],
  "SELECT count(*) OVER () FROM t": [0, MANY],
  "SELECT sum(x) FROM t LATERAL VIEW explode(xs) AS x": [1, 1],
  "SELECT x FROM (SELECT 1) LATERAL VIEW explode(xs) AS x": [0, MANY],
  "SELECT explode(sequence(1, 5))": [0, MANY],
  "SELECT posexplode(array(1)) AS (p, c)": [0, MANY],
  "SELECT u, count(*) FROM t GROUP BY u": [0, MANY],
  "SELECT u, count(*) FROM t WHERE u = 'ann' GROUP BY u": [0, 1],
  "SELECT count(*) FROM t WHERE 'ann' = t.u AND d = current_date() GROUP BY u, t.d": [0, 1],
  "SELECT u AS who, count(*) FROM t WHERE u = 'ann' GROUP BY 1": [0, 1],
  "SELECT 'x' AS kind, count(*) FROM t GROUP BY kind": [0, 1],
  "SELECT u, count(*) FROM t WHERE u = 'ann' GROUP BY ALL": [0, 1],
  "SELECT u, count(*) FROM t WHERE u IN ('ann', 'bob') GROUP BY u": [0, MANY],
  "SELECT u, count(*) FROM t WHERE u = 'ann' OR v = 1 GROUP BY u": [0, MANY],
  "SELECT u, count(*) FROM t WHERE u = 'ann' GROUP BY u WITH ROLLUP": [0, MANY],
  "SELECT u, count(*) FROM t WHERE u = 'ann' GROUP BY CUBE(u)": [0, MANY],
  "WITH c AS (SELECT u, x FROM t WHERE u = 'ann') SELECT u, sum(x) FROM c GROUP BY u": [0, 1],
  "SELECT DISTINCT u FROM t WHERE u = 'ann'": [0, 1],
  "SELECT DISTINCT u, v FROM t WHERE u = 'ann'": [0, MANY],
  "SELECT a FROM t QUALIFY row_number() OVER (ORDER BY b DESC) = 1": [0, 1],
  "SELECT a FROM t QUALIFY row_number() OVER (PARTITION BY u ORDER BY b) = 1": [0, MANY],
  "SELECT a FROM t WHERE u = 'ann' QUALIFY row_number() OVER (PARTITION BY u ORDER BY b) = 1": [0, 1],
  "SELECT a, row_number() OVER (ORDER BY b) AS rn FROM t QUALIFY rn <= 3": [0, 3],
  "SELECT a FROM (SELECT a, row_number() OVER (ORDER BY b) AS rn FROM t) WHERE rn = 1": [0, 1],
  "SELECT a FROM t QUALIFY rank() OVER (ORDER BY b) = 1": [0, MANY],
  "SELECT 1 UNION ALL SELECT count(*) FROM t": [2, 2],
  "SELECT 1 UNION SELECT count(*) FROM t": [1, 2],
  "SELECT 1 EXCEPT SELECT 2": [0, 1],
  "WITH a AS (SELECT max(x) AS x FROM t), b AS (SELECT max(y) AS y FROM t) SELECT x / y FROM a CROSS JOIN b":
    [1, 1],
  "WITH a AS (SELECT max(x) AS x FROM t), b AS (SELECT max(y) AS y FROM t) SELECT x / y FROM a, b": [1, 1],
  "SELECT 1 FROM (SELECT 1 AS x) a FULL OUTER JOIN (SELECT 2 AS x) b ON a.x = b.x": [0, MANY],
  "SELECT 1 FROM (SELECT 1 AS x) a LEFT JOIN t ON a.x = t.x": [0, MANY],
};

describe("resultRows", () => {
  for (const [text, [least, most]] of Object.entries(ROWS)) {
    it(`tells that ${text} gives ${least} to ${most}`, () => {
      const { query } = parsed(text);
      const results = selectScopes(query).filter(({ isResult }) => isResult);
      assert.deepEqual(resultRows(query, results), { least, most });
    });
  }
});

/** As Spark names them. */
const NAMES: Readonly<Record<string, readonly string[] | undefined>> = {
  "SELECT 2": ["2"],
  "SELECT 5L, 3S, -1, 2Y": ["5", "3", "-1", "2"],
  "SELECT 'a', 'B', NULL, TRUE, 1.50": ["a", "b", "null", "true", "1.50"],
  "SELECT (cost), t.day FROM t": ["cost", "day"],
  "SELECT count(*), a + 1, CASE WHEN a THEN 1 END, -a FROM t": ["", "", "", ""],
  "SELECT CAST(a AS INT) FROM t": undefined,
  "SELECT body:status FROM t": undefined,
  "SELECT pairs[0].key FROM t": undefined,
  "SELECT variant_explode(v) FROM t": undefined,
};

describe("resultColumns", () => {
  for (const [text, names] of Object.entries(NAMES)) {
    it(`names the columns of ${text} as the service does`, () => {
      assert.deepEqual(resultColumns(parsed(text).query), names);
    });
  }
});
