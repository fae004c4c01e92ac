import assert from "node:assert/strict";
import { columnOrigin } from "../../../sql/column-origin";
import { literalComparisons } from "../../../sql/comparisons";
import { resultColumns } from "../../../sql/result-columns";
import { selectScopes, tablesRead } from "../../../sql/select-scopes";
import { parsed } from "./parsed";

function scopesOf(text: string) {
  return selectScopes(parsed(text).query);
}

describe("tablesRead", () => {
  it("names tables once, and no common table", () => {
    const text = `WITH audit AS (SELECT * FROM System.Access.AUDIT), b AS (SELECT * FROM audit)
      SELECT * FROM b JOIN main.x.y ON true, (SELECT * FROM system.access.audit) s
      WHERE id IN (SELECT id FROM z) AND v = (SELECT max(v) FROM b)`;
    assert.deepEqual(tablesRead(parsed(text).query).sort(), ["main.x.y", "system.access.audit", "z"]);
  });

  it("takes a common table's name for a table where the common table is not known yet", () => {
    const text = "WITH a AS (SELECT * FROM b), b AS (SELECT 1 AS n) SELECT * FROM a, b";
    assert.deepEqual(tablesRead(parsed(text).query), ["b"]);
  });

  it("does not take a table function for a table", () => {
    assert.deepEqual(tablesRead(parsed("SELECT * FROM range(10), read_files('/x')").query), []);
  });
});

describe("resultColumns", () => {
  const columns = (text: string) => resultColumns(parsed(text).query);

  it("are the names of the outermost SELECT, or of a union's first", () => {
    assert.deepEqual(columns("SELECT a.x, n AS `Total Cost`, count(*) FROM a"), ["x", "total cost", ""]);
    assert.deepEqual(columns("SELECT 1 AS a UNION ALL SELECT 2 AS b"), ["a"]);
  });

  it("follow * into common tables and subqueries", () => {
    assert.deepEqual(columns("WITH a(m, o) AS (SELECT 1, 2) SELECT * FROM a"), ["m", "o"]);
    assert.deepEqual(columns("SELECT s.*, 1 AS z FROM (SELECT x, y FROM t) s"), ["x", "y", "z"]);
    assert.deepEqual(columns("SELECT * EXCEPT (y) FROM (SELECT x, y FROM t)"), ["x"]);
  });

  it("are named by the service where a value is written out: a number by its value, in the form of its type", () => {
    const names = {
      "2": "2",
      "007": "7",
      "2L": "2",
      "-3S": "-3",
      "2BD": "2",
      "-2.50bd": "-2.50",
      "00.5": "0.5",
    };
    for (const [written, name] of Object.entries(names))
      assert.deepEqual(columns(`SELECT ${written}`), [name], written);

    assert.deepEqual(columns("SELECT 'Ab', NULL, TRUE"), ["ab", "null", "true"]);
    // Doubles, and texts side by side, which are one.
    for (const written of ["2D", "1e2", "2.5F", "'a' 'b'"])
      assert.equal(columns(`SELECT ${written}`), undefined, written);
  });

  it("are unknown with * of a table, a join's *, a cast and a generator", () => {
    for (const text of [
      "SELECT * FROM t",
      "SELECT t.* FROM t",
      "SELECT * FROM (SELECT 1 AS a) x JOIN (SELECT 2 AS b) y",
      "SELECT CAST(x AS INT) FROM t",
      "SELECT explode(x) FROM t",
      "SELECT * FROM (SELECT 1 AS a) LATERAL VIEW explode(b) AS c",
      "VALUES (1)",
    ])
      assert.equal(columns(text), undefined, text);
  });
});

describe("columnOrigin", () => {
  const originsOf = (text: string) => {
    const scope = scopesOf(text).find(({ isResult }) => isResult);
    assert.ok(scope);
    return scope.select.projection.map(({ UnnamedExpr }) => UnnamedExpr && columnOrigin(UnnamedExpr, scope));
  };

  it("follows a column through aliases, common tables and subqueries", () => {
    assert.deepEqual(originsOf("WITH a AS (SELECT u.d AS day FROM c.s.t u) SELECT x.day FROM a x"), [
      { table: "c.s.t", column: "d" },
    ]);
    assert.deepEqual(originsOf("SELECT day FROM (SELECT d AS day FROM c.s.t)"), [
      { table: "c.s.t", column: "d" },
    ]);
  });

  it("keeps the fields of a structure", () => {
    assert.deepEqual(originsOf("SELECT usage_metadata.job_id, u.usage_metadata.job_id FROM c.s.t u"), [
      { table: "c.s.t", column: "usage_metadata.job_id" },
      { table: "c.s.t", column: "usage_metadata.job_id" },
    ]);
  });

  it("does not guess which of two tables has a column", () => {
    assert.deepEqual(originsOf("SELECT x, a.y FROM s.a JOIN s.b ON true"), [
      { column: "x" },
      { table: "s.a", column: "y" },
    ]);
  });

  it("knows no table for a column that is worked out", () => {
    assert.deepEqual(originsOf("SELECT n FROM (SELECT count(*) AS n FROM t)"), [{ column: "n" }]);
  });
});

describe("literalComparisons", () => {
  const compared = (text: string) =>
    scopesOf(text).flatMap((scope) =>
      literalComparisons(scope).map(({ origin, comparator, value }) => [origin.column, comparator, value]),
    );

  it("finds them in either direction, in BETWEEN and in IN, wherever they stand", () => {
    const text = `SELECT count_if(state = 'FAILED') AS n FROM t JOIN u ON t.id = u.id AND u.kind <> 'X'
      WHERE 5 < a AND b BETWEEN -1 AND 2.5 AND c IN ('P', 'Q') AND d NOT IN (TRUE) OR e = f
      HAVING n >= 3`;
    assert.deepEqual(compared(text), [
      ["state", "=", "FAILED"],
      ["a", ">", 5],
      ["b", ">=", -1],
      ["b", "<=", 2.5],
      ["c", "=", "P"],
      ["c", "=", "Q"],
      ["d", "!=", true],
      ["kind", "!=", "X"],
      ["n", ">=", 3],
    ]);
  });

  it("tells those of a subquery once, in its own SELECT", () => {
    assert.deepEqual(compared("SELECT 1 FROM t WHERE x IN (SELECT y FROM u WHERE z = 1)"), [["z", "=", 1]]);
  });
});
