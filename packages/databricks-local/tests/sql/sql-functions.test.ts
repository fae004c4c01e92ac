import assert from "node:assert/strict";
import { TemporaryEngine } from "./temporary-engine";

describe("Functions in SQL of the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.session.execute("CREATE TABLE seen AS SELECT id, id * 2D AS twice FROM range(5)");
  });

  after(() => engine.close());

  it("are expressions with parameters, and are called by each form of their name", async () => {
    await engine.session.execute(
      "CREATE FUNCTION area(x DOUBLE COMMENT 'wide', y DOUBLE) RETURNS DOUBLE COMMENT 'c' CONTAINS SQL RETURN x * y -- flat",
    );
    assert.deepEqual(
      await engine.rows(
        "SELECT area(2, 3), gold.area(2D, 3), `shop`.`gold`.`area`(id, twice) FROM seen WHERE id = 2",
      ),
      [[6, 6, 8]],
    );
  });

  it("are queries, whose names are columns first and then parameters", async () => {
    await engine.session.execute(
      "CREATE FUNCTION above(id BIGINT, least DOUBLE) RETURNS BIGINT READS SQL DATA RETURN SELECT count(*) FROM seen WHERE id > above.id AND twice >= least",
    );
    assert.deepEqual(await engine.rows("SELECT id, above(id, 5) FROM seen ORDER BY id"), [
      [0, 2],
      [1, 2],
      [2, 2],
      [3, 1],
      [4, 0],
    ]);
  });

  it("cast arguments and results as they were declared", async () => {
    await engine.session.execute("CREATE FUNCTION half(n INT) RETURNS DECIMAL(5, 2) RETURN n / 2");
    const { columns, rows } = await engine.session.execute("SELECT half('7') AS h, half(NULL) AS n");
    assert.deepEqual(columns, [
      { name: "h", type: "decimal(5,2)" },
      { name: "n", type: "decimal(5,2)" },
    ]);
    assert.deepEqual(rows, [["3.50", null]]);
    assert.equal(
      await engine.failure("SELECT half(DATE '2026-01-01')"),
      "DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE 42K09",
    );
    assert.equal(await engine.failure("SELECT half(1, 2)"), "WRONG_NUM_ARGS.WITHOUT_SUGGESTION 42605");
  });

  it("are there when the files are opened again, and are replaced and dropped", async () => {
    await engine.reopen();
    assert.deepEqual(await engine.rows("SELECT area(2, 5)"), [[10]]);
    assert.equal(
      await engine.failure("CREATE FUNCTION area(x DOUBLE) RETURNS DOUBLE RETURN x"),
      "ROUTINE_ALREADY_EXISTS 42723",
    );
    await engine.session.execute("CREATE FUNCTION IF NOT EXISTS area(x DOUBLE) RETURNS DOUBLE RETURN x");
    await engine.session.execute("CREATE OR REPLACE FUNCTION area(x DOUBLE) RETURNS DOUBLE RETURN x * x");
    assert.deepEqual(await engine.rows("SELECT area(3)"), [[9]]);
    await engine.session.execute("DROP FUNCTION area");
    await engine.session.execute("DROP FUNCTION IF EXISTS area");
    assert.equal(await engine.failure("DROP FUNCTION area"), "ROUTINE_NOT_FOUND 42883");
    assert.equal(await engine.failure("SELECT shop.gold.area(3)"), "UNRESOLVED_ROUTINE 42883");
  });

  it("have a body that can run, and is no aggregate of the query that calls them", async () => {
    const failure = (rest: string) => engine.failure(`CREATE FUNCTION f(a INT) RETURNS INT ${rest}`);
    assert.equal(await failure("RETURN b"), "UNRESOLVED_COLUMN.WITH_SUGGESTION 42703");
    assert.equal(await failure("RETURN SELECT a FROM nowhere"), "TABLE_OR_VIEW_NOT_FOUND 42P01");
    assert.equal(
      await failure("RETURN max(a)"),
      "USER_DEFINED_FUNCTIONS.CANNOT_CONTAIN_COMPLEX_FUNCTIONS 42601",
    );
    assert.equal(await failure("LANGUAGE PYTHON AS 'return a'"), "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000");
    await engine.session.execute("CREATE OR REPLACE FUNCTION half(n INT) RETURNS DECIMAL(5, 2) RETURN n / 2");
    assert.equal(
      await engine.failure("SELECT half(count(*)) FROM seen"),
      "UNSUPPORTED_FEATURE.LOCAL_WORKSPACE 0A000",
    );
  });

  it("go with their schema, which is not empty with one", async () => {
    await engine.session.execute("CREATE SCHEMA rates");
    await engine.session.execute("CREATE FUNCTION rates.one() RETURNS INT RETURN 1");
    assert.deepEqual(await engine.rows("SELECT rates.one() + 1"), [[2]]);
    assert.equal(await engine.failure("DROP SCHEMA rates"), "SCHEMA_NOT_EMPTY 2BP01");
    await engine.session.execute("DROP SCHEMA rates CASCADE");
    await engine.session.execute("CREATE SCHEMA rates");
    assert.equal(await engine.failure("SELECT rates.one()"), "UNRESOLVED_ROUTINE 42883");
  });
});
